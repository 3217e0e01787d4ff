import { expect, live, test, ticket } from "./desk.ts";

/** Posts a question the knowledge base answers and opens its conversation. */
const question = "How do I reset a lamp that flickers?";

test("a rejection sends nothing and leaves the conversation open", async ({ page, desk, signIn }) => {
  await signIn();
  await live(page);
  const sent = desk.receiver.received.length;
  await desk.post(ticket({ text: question, name: "Rita Rejected" }));
  await page.getByRole("link", { name: "Rita Rejected" }).click();
  await expect(page.getByRole("textbox", { name: "Reply text" })).toBeVisible();
  await page.keyboard.press("d");
  const dialog = page.getByRole("dialog", { name: "Reject this suggestion?" });
  await dialog.getByRole("textbox").fill("The tone is wrong.");
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(page.getByText("Rejected. Nothing was sent.")).toBeVisible();
  await expect(page.getByText("There is no suggestion to decide on.")).toBeVisible();
  await page.getByText("1 earlier suggestion").click();
  await expect(page.getByText("The tone is wrong.")).toBeVisible();
  expect(desk.receiver.received.length).toBe(sent);
});

test("whoever approves second is told, and sees what happened", async ({ page, desk, signIn }) => {
  await signIn();
  await live(page);
  await desk.post(ticket({ text: question, name: "Karl Contested" }));
  await page.getByRole("link", { name: "Karl Contested" }).click();
  await expect(page.getByRole("textbox", { name: "Reply text" })).toBeVisible();
  const id = new URL(page.url()).pathname.split("/").at(-1);
  // This page hears nothing of the colleague: its stream of changes ends, and its next reading has to wait.
  await page.context().setOffline(true);
  const conversation = await desk.app.api<{ suggestions: { id: string; status: string }[] }>(
    "GET",
    `/api/v1/conversations/${id}`,
  );
  await desk.app.api("POST", `/api/v1/suggestions/${conversation.suggestions[0]?.id}/approve`, {});
  await page.route(/change\.follow/, (route) => route.abort());
  await page.route(/conversation\.show/, (route) =>
    route.request().method() === "GET" && !decided ? route.abort() : route.continue(),
  );
  let decided = false;
  await page.context().setOffline(false);
  page.on("response", (response) => {
    if (response.url().includes("suggestion.approve")) decided = true;
  });
  await page.getByRole("button", { name: "Approve and send", exact: true }).click();
  await expect(
    page.getByRole("region", { name: "Notifications" }).getByText("Someone was faster"),
  ).toBeVisible();
  await expect(page.getByRole("region", { name: "Suggested reply" })).toHaveCount(0);
});

test("an approval that fails keeps the edits, also through a reload", async ({ page, desk, signIn }) => {
  await signIn();
  await live(page);
  await desk.post(ticket({ text: question, name: "Edith Edited" }));
  await page.getByRole("link", { name: "Edith Edited" }).click();
  const editor = page.getByRole("textbox", { name: "Reply text" });
  await editor.fill("My own words.");
  await page.route("**/suggestion.approve**", (route) => route.abort());
  await editor.press("Control+Enter");
  await expect(
    page.getByRole("region", { name: "Notifications" }).getByText("It was not sent"),
  ).toBeVisible();
  await expect(editor).toHaveValue("My own words.");
  await page.reload();
  await expect(editor).toHaveValue("My own words.");
  await page.unroute("**/suggestion.approve**");
  await editor.press("Control+Enter");
  await expect
    .poll(() => desk.receiver.received.filter(({ text }) => text === "My own words.").length)
    .toBe(1);
});

test("a newer suggestion never overwrites what the agent wrote", async ({ page, desk, signIn }) => {
  await signIn();
  await live(page);
  const first = ticket({ text: question, name: "Nora Newer", id: "nora", entity: "T-nora" });
  await desk.post(first);
  await page.getByRole("link", { name: "Nora Newer" }).click();
  const editor = page.getByRole("textbox", { name: "Reply text" });
  await editor.fill("Half a sentence");
  await desk.post(
    ticket({ text: "And how are refunds paid?", name: "Nora Newer", id: "nora", entity: "T-nora" }),
  );
  await expect(page.getByText("A newer suggestion took the place of the one you edited.")).toBeVisible();
  await expect(editor).toHaveValue(/within 5 business days/);
  await page.getByRole("button", { name: "Use my text" }).click();
  await expect(editor).toHaveValue("Half a sentence");
});

test("a reply that cannot be delivered at once shows its attempts", async ({ page, desk, signIn }) => {
  await signIn();
  await live(page);
  desk.receiver.answers.push(503);
  await desk.post(ticket({ text: question, name: "Otto Outage" }));
  await page.getByRole("link", { name: "Otto Outage" }).click();
  await page.getByRole("button", { name: "Approve and send", exact: true }).click();
  await expect(page.getByRole("article").getByText("1 attempt")).toBeVisible();
  await page.getByRole("link", { name: "Details" }).click();
  await expect(page.getByText("HTTP 503")).toBeVisible();
  await expect(page.getByText("HTTP 200")).toBeVisible({ timeout: 40_000 });
  expect(new Set(desk.receiver.received.slice(-2).map(({ id }) => id)).size).toBe(1);
});
