import { expect, live, test, ticket } from "./desk.ts";

test("the inbox by keyboard alone", async ({ page, desk, signIn }) => {
  await desk.post(ticket({ text: "How do I reset a lamp that flickers?", name: "Key One" }));
  await desk.post(ticket({ text: "How are refunds paid?", name: "Key Two" }));
  await signIn("/inbox?search=Key");
  await live(page);
  const rows = page.locator("[data-conversation]");
  await expect(rows).toHaveCount(2);

  await page.keyboard.press("j");
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: "How are refunds paid?" })).toBeVisible();

  // On another row the letters that decide do nothing.
  const editor = page.getByRole("textbox", { name: "Reply text" });
  await expect(editor).toBeVisible();
  await rows.nth(1).focus();
  await page.keyboard.press("a");
  await page.keyboard.press("d");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(editor).toBeVisible();

  // In the editor letters are letters; an input method's Enter approves nothing.
  await rows.nth(0).focus();
  await page.keyboard.press("r");
  await expect(editor).toBeFocused();
  await page.keyboard.type("jkar?");
  await expect(editor).toHaveValue(/jkar\?$/);
  await editor.dispatchEvent("keydown", { key: "Enter", ctrlKey: true, isComposing: true, keyCode: 229 });
  await expect(editor).toBeVisible();

  // Approve and go on: the decided row leaves the list, the next one opens.
  await page.keyboard.press("Control+Shift+Enter");
  await expect(
    page.getByRole("heading", { level: 2, name: "How do I reset a lamp that flickers?" }),
  ).toBeVisible();
  await expect(rows).toHaveCount(1);
  await expect(editor).toHaveValue(/^Hello Key One/);
  await page.keyboard.press("a");
  await expect(page.getByText("Nothing waits for you").or(page.getByText("Nothing found"))).toBeVisible();
});

test("search, the sheet, and switching single letters off", async ({ page, signIn }) => {
  await signIn();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("?gik");
  await expect(page.getByRole("searchbox")).toHaveValue("?gik");
  await expect(page).toHaveURL(/search=/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet).toBeVisible();
  await sheet.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press("?");
  await expect(sheet).toHaveCount(0);
  await page.evaluate(() => localStorage.clear());
  await page.keyboard.press("g");
  await page.keyboard.press("k");
  await page.waitForURL("**/knowledge");
});

test("the menu by keyboard: theme, language, and out", async ({ page, signIn }) => {
  await signIn();
  const open = page.getByRole("button", { name: /Account and settings/ });
  await open.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitemradio", { name: "Dark" }).press("Enter");
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.keyboard.press("Escape");
  await open.press("Enter");
  await page.getByRole("menuitemradio", { name: "简体中文" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "收件箱" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /账户与设置/ }).press("Enter");
  await page.getByRole("menuitem", { name: "退出登录" }).press("Enter");
  await page.waitForURL("**/sign-in");
  await page.goto("/inbox");
  await page.waitForURL("**/sign-in?next=%2Finbox");
});
