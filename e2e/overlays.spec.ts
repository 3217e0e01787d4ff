import { axeFindsNothing } from "./axe.ts";
import { expect, live, test, ticket } from "./desk.ts";

/** What opens on top of a screen is as accessible as the screen, and leaves the keyboard where it was. */
const variants = [
  { locale: "en-GB", colorScheme: "light", suggestion: "Suggested reply" },
  { locale: "zh-CN", colorScheme: "dark", suggestion: "建议回复" },
] as const;

for (const { locale, colorScheme, suggestion } of variants)
  test.describe(`${locale}, ${colorScheme}`, () => {
    test.use({ locale, colorScheme });

    test("axe finds nothing on menu, sheet, card, dialog, details and toast", async ({
      page,
      desk,
      signIn,
    }) => {
      test.setTimeout(120_000);
      const check = async (what: string) => {
        // Axe measures colours as they are; while something fades in, they are not what they will be.
        await page.waitForTimeout(300);
        await axeFindsNothing(page, what);
      };
      await signIn();
      await live(page);
      const button = page.locator("header button[aria-haspopup=menu]");
      await button.press("Enter");
      await expect(page.getByRole("menu")).toBeVisible();
      await check("menu");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("menu")).toHaveCount(0);
      await expect(button).toBeFocused();
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog")).toBeVisible();
      await check("keyboard sheet");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);

      const name = `Overlay ${locale}`;
      await desk.post(ticket({ text: "How do I reset a lamp that flickers?", name }));
      await page.getByRole("link", { name }).click();
      const region = page.getByRole("region", { name: suggestion });
      const chip = region.getByRole("link", { name: /^\[1\]/ });
      await chip.hover();
      await expect(page.locator("blockquote")).toBeVisible();
      await check("citation card");
      await page.mouse.move(0, 0);
      await expect(page.locator("blockquote")).toHaveCount(0);

      await page.keyboard.press("d");
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByRole("textbox")).toBeFocused();
      await check("reject dialog");
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);

      await page.locator("aside details summary").first().click();
      await page.locator("aside details details summary").first().click();
      await expect(page.locator("aside pre")).toBeVisible();
      await check("all fields and raw payload");
      await page.keyboard.press("Control+k");
      await expect(page.locator("[data-palette]").getByRole("option").first()).toBeVisible();
      await check("palette");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await page.getByRole("link", { name }).focus();
      await page.keyboard.press("x");
      await check("bulk bar");
      await page.keyboard.press("Escape");
      await page.locator("main button[aria-haspopup=menu]").first().press("Enter");
      await expect(page.getByRole("menu")).toBeVisible();
      await check("views");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("menu")).toHaveCount(0);
      await page.keyboard.press("n");
      await expect(page.locator("#note")).toBeFocused();
      await check("note");
      await page.keyboard.press("Escape");
      await page.keyboard.press("a");
      await expect(region).toHaveCount(0);
      await expect(page.locator("[data-toasts] [data-type=success]").first()).toBeVisible();
      await page.locator("article details summary").filter({ hasText: /1/ }).click();
      await check("toast and earlier suggestions");
    });
  });
