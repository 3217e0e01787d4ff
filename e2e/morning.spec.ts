import { expect, live, test, ticket } from "./desk.ts";

/** An agent's morning, in English: the night's tickets are sorted by keyboard, in place, and what was too quick is undone. */
test("sorting the night's tickets: marks, snooze, assignment, priority, undo", async ({
  page,
  desk,
  signIn,
}) => {
  for (let index = 1; index <= 6; index++)
    await desk.post(ticket({ text: `How are refunds paid, part ${index}?`, name: `Night ${index}` }));
  await signIn("/inbox?search=Night");
  await live(page);
  const rows = page.locator("[data-conversation]");
  await expect(rows).toHaveCount(6);
  const names = () =>
    rows.evaluateAll((all) => all.map((row) => /Night \d/.exec(row.textContent ?? "")?.[0]));
  const order = await names();

  // Mark the second to the fourth row, and put them off until tomorrow.
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+X");
  await expect(page.getByText("3 selected")).toBeVisible();
  await page.keyboard.press("h");
  const palette = page.getByRole("dialog", { name: "Command palette" });
  await expect(palette.getByRole("option")).toHaveCount(6);
  await palette.getByRole("combobox").fill("tomorrow");
  await expect(palette.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.getByText("3 conversations snoozed")).toBeVisible();
  await expect(rows).toHaveCount(3);
  expect(await names()).toEqual([order[0], order[4], order[5]]);
  // In place: the keyboard is where the rows were.
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("z");
  await expect(page.getByText("Undone for 3 conversations")).toBeVisible();
  await expect(rows).toHaveCount(6);

  // One row: urgent, mine, resolved; then all six are back from the mouse's undo.
  await rows.nth(0).focus();
  await page.keyboard.press("p");
  await expect(palette.getByRole("option")).toHaveCount(4);
  await page.keyboard.press("Enter");
  await expect(rows.nth(0)).toContainText("Urgent");
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press("i");
  await palette.getByRole("option", { name: "Me" }).click();
  await expect(rows.nth(0)).toContainText("mira");
  await page.getByLabel("Assignee", { exact: true }).selectOption("me");
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/assignee=me/);

  // The view gets a name, is there after a reload, and goes again.
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Save this view…" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Give it a name.")).toBeVisible();
  await page.getByLabel("Name").fill("My nights");
  await page.getByRole("checkbox", { name: "Share with the team" }).check();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved as “My nights”")).toBeVisible();
  await page.goto("/inbox");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: /My nights/ }).click();
  await expect(page).toHaveURL(/search=Night/);
  await expect(rows).toHaveCount(1);
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Delete “My nights”" }).click();
  await expect(page.getByText("“My nights” was deleted")).toBeVisible();

  await page.goto("/inbox?search=Night");
  await expect(rows).toHaveCount(6);
  await live(page);
  await rows.nth(0).focus();
  await page.keyboard.press("e");
  await expect(rows).toHaveCount(5);
  await page.locator("[data-toasts]").getByRole("button", { name: "Undo" }).click();
  await expect(rows).toHaveCount(6);
});

test("resolve and go on; what is resolved can be opened again", async ({ page, desk, signIn }) => {
  for (const name of ["Done One", "Done Two"])
    await desk.post(ticket({ text: "How do I reset a lamp that flickers?", name }));
  await signIn("/inbox?search=Done");
  await live(page);
  const rows = page.locator("[data-conversation]");
  await expect(rows).toHaveCount(2);
  await rows.nth(0).click();
  const reopen = page.getByRole("button", { name: "Reopen" });
  const resolve = page.getByRole("article").getByRole("button", { name: "Resolve" });
  await expect(resolve).toBeVisible();
  const first = page.url();
  await page.keyboard.press("Shift+E");
  await expect(page).not.toHaveURL(first);
  await expect(resolve).toBeVisible();
  await expect(rows).toHaveCount(1);
  await page.goto(first.replace("?", "?status=done&"));
  await reopen.click();
  await expect(page.getByText("1 conversation reopened")).toBeVisible();
  await expect(page.getByRole("article").getByText("To review").first()).toBeVisible();
});

test("the palette: search, act, language; an edit takes the conversation", async ({ page, desk, signIn }) => {
  await desk.post(ticket({ text: "How do I reset a lamp that flickers?", name: "Palette Person" }));
  await signIn("/inbox?search=Palette");
  await live(page);
  await expect(page.locator("[data-conversation]")).toHaveCount(1);
  await page.goto("/events");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Command palette" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("Palette Person");
  await expect(palette.getByRole("option", { name: /Palette Person/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/inbox/**");
  const editor = page.getByRole("textbox", { name: "Reply text" });
  await editor.click();
  await editor.press("End");
  await page.keyboard.type("!");
  await expect(page.getByRole("button", { name: "Assigned to mira. Change" })).toBeVisible();

  // Also from within the editor; back at the first page its commands are there.
  await page.keyboard.press("Control+k");
  const choose = async (words: string, name: string) => {
    await page.locator("[data-palette]").getByRole("combobox").fill(words);
    await expect(page.getByRole("option", { name })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
  };
  await palette.getByRole("combobox").fill("returns policy refund");
  await expect(
    palette.getByRole("option", { name: "returns.md" }).or(palette.getByText("returns")),
  ).toBeVisible();
  await choose("dark", "Theme: Dark");
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.keyboard.press("Control+k");
  await choose("语言", "Language: 简体中文");
  await expect(page.getByRole("heading", { level: 1, name: "收件箱" })).toBeAttached();
  // The person's language is known where there is no cookie of it.
  await page.context().clearCookies({ name: "firstline-locale" });
  await expect
    .poll(async () => {
      await page.reload();
      return page.locator("html").getAttribute("lang");
    })
    .toBe("zh-CN");
  await page.keyboard.press("Control+k");
  await choose("English", "语言：English");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});
