import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { prepareApp } from "../server/testing/start-app.ts";
import { axeFindsNothing } from "./axe.ts";
import { ownPort } from "./desk.ts";

/** The first minutes of whoever starts Firstline: the printed link, the demo, the list that ticks itself, the removal. */
const app = prepareApp(ownPort.firstMinutes, { FIRSTLINE_DEMO: "" }, { quiet: true });

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ baseURL: app.origin, locale: "en-GB" });
/** What the sign-in page answered, from the moment the port was open. */
const early = new Set<number>();
test.beforeAll(async () => {
  test.setTimeout(120_000);
  let starting = true;
  const knock = async () => {
    while (starting) {
      // Nobody listens yet.
      const answer = await fetch(`${app.origin}/sign-in`).catch(() => undefined);
      if (answer) early.add(answer.status);
      await sleep(20);
    }
  };
  const knocking = knock();
  await app.start().finally(() => {
    starting = false;
  });
  await knocking;
});
test.afterAll(() => app.remove());

test("whoever comes before the screens are ready waits for them", () => {
  expect([...early]).toEqual([200]);
});

test("a fresh start leads through the demo to one's own workspace, and the demo goes with one click", async ({
  page,
}) => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/content security policy|hydrat/i.test(message.text())) complaints.push(message.text());
  });
  await expect.poll(() => app.printed(), { timeout: 60_000 }).toContain("/sign-in/link?token=");
  const [link] = /http\S+\/sign-in\/link\?token=\S+/.exec(app.printed())!;
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in now" }).click();
  await page.waitForURL("**/home");

  // One's own workspace is as empty as ever; the demo is one click away.
  await expect(page.locator("[data-figure=volume] dd").first()).toHaveText("0");
  await page.getByRole("button", { name: "Open the demo" }).click();
  await expect(page.getByRole("heading", { name: "This is the demo workspace" })).toBeVisible();
  const steps = page.getByRole("region", { name: "First steps" });
  const done = (count: number) => expect(steps.getByRole("status")).toHaveText(`${count} of 8 done`);
  await done(0);

  // Articles are there before the first question can be answered from them.
  const volume = page.locator("[data-figure=volume] dd").first();
  await expect(page.getByText("It is still being filled")).toHaveCount(0, { timeout: 120_000 });
  await page.reload();
  await expect(volume).toHaveText("43");
  await expect(page.getByRole("figure")).toHaveCount(3);
  await expect(page.getByRole("table", { name: "Events a day" }).getByRole("row")).toHaveCount(15);
  await page.locator("[data-figure=accepted]").getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/how many were sent exactly as they were drafted/)).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Send the sample" }).click();
  await page.waitForURL("**/inbox**");
  const row = page
    .getByRole("navigation")
    .or(page.getByRole("main"))
    .getByRole("link", { name: /Jonas Weber|Lucía|Priya|Hanna|Owen|Amélie/ });
  await row.first().click();
  const suggestion = page.getByRole("region", { name: "Suggested reply" });
  await expect(suggestion).toBeVisible();
  await suggestion.getByRole("link", { name: /^\[1\]/ }).hover();
  await expect(page.locator("blockquote")).toBeVisible();
  const editor = page.getByRole("textbox", { name: "Reply text" });
  await editor.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n\nBest wishes, the newcomer");
  await page.getByRole("button", { name: "Approve and send", exact: true }).click();
  await expect(page.getByText("Caught, not sent").first()).toBeVisible();
  const navigation = page.getByRole("navigation", { name: "Main" });
  await navigation.getByRole("link", { name: "Deliveries" }).click();
  await page.getByRole("main").getByRole("link").filter({ hasText: "Caught" }).first().click();
  // The list holds the words too.
  await expect(page.getByRole("heading", { name: "Attempts" })).toBeVisible();
  await expect(page.getByText("Best wishes, the newcomer").first()).toBeVisible();
  await navigation.getByRole("link", { name: "Home" }).click();
  await done(5);

  // Two colour schemes, two languages: nothing to complain about on this page.
  for (const [colorScheme, cookie] of [
    ["light", "en"],
    ["dark", "zh-CN"],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.context().addCookies([{ name: "firstline-locale", value: cookie, url: app.origin }]);
    await page.goto("/home");
    await expect(page.getByRole("figure")).toHaveCount(3);
    await axeFindsNothing(page);
  }
  await page.context().addCookies([{ name: "firstline-locale", value: "en", url: app.origin }]);
  await page.goto("/home");

  // What is left is one's own: the step leads there.
  await page.getByRole("button", { name: "To the documents" }).click();
  await page.waitForURL("**/knowledge");
  await page.locator("input[type=file]").setInputFiles({
    name: "opening-hours.md",
    mimeType: "text/markdown",
    buffer: Buffer.from("# Opening hours\n\nWe are open from nine to five."),
  });
  await expect(page.getByRole("link", { name: "Opening hours" })).toBeVisible({ timeout: 20_000 });
  await page.goto("/home");
  await done(6);

  await page.getByRole("button", { name: "Remove the demo" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByRole("button", { name: "Remove the demo" })).toHaveCount(0);
  await expect(steps.getByRole("status")).toHaveText("1 of 3 done");
  await page.goto("/knowledge");
  await expect(page.getByRole("link", { name: "Opening hours" })).toBeVisible();
  expect(complaints).toEqual([]);
});
