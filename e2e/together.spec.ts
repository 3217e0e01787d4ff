import type { Page } from "@playwright/test";
import { axeFindsNothing } from "./axe.ts";
import { expect, live, test, ticket } from "./desk.ts";

const question = "How do I reset a lamp that flickers?";

/** Ben joins by the link that the admin makes for him, in a browser of his own. */
async function joinAs(name: string, { admin, other, origin }: { admin: Page; other: Page; origin: string }) {
  const email = `${name.toLowerCase()}-${process.pid}@example.com`;
  const answer = await admin.request.post("/api/trpc/team.invite", {
    headers: { "content-type": "application/json", origin },
    data: { json: { email, role: "agent" } },
  });
  const body = (await answer.json()) as { result: { data: { json: { url: string } } } };
  await other.goto(body.result.data.json.url);
  await other.locator("input[name=name]").fill(name);
  await other.locator("input[name=password]").fill("correct horse battery");
  await other.locator("button[type=submit]").click();
  await other.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

test("two agents at one conversation see each other, and neither sends past the other", async ({
  page,
  desk,
  signIn,
  browser,
}) => {
  test.setTimeout(120_000);
  await desk.post(ticket({ text: question, name: "Shared Person", id: "shared", entity: "S-1" }));
  await signIn("/inbox?search=Shared");
  await live(page);
  const rows = page.locator("[data-conversation]");
  await expect(rows).toHaveCount(1);
  await rows.first().click();
  const editor = page.getByRole("textbox", { name: "Reply text" });
  await expect(editor).toBeVisible();

  const context = await browser.newContext({ baseURL: desk.app.origin, locale: "en-GB" });
  const other = await context.newPage();
  await joinAs("Ben", { admin: page, other, origin: desk.app.origin });
  await other.goto(new URL(page.url()).pathname);
  await live(other);
  const theirEditor = other.getByRole("textbox", { name: "Reply text" });
  await expect(page.getByText("Ben is viewing").first()).toBeVisible();
  await expect(other.getByText("mira is viewing").first()).toBeVisible();
  await theirEditor.click();
  await theirEditor.press("End");
  await other.keyboard.type(" Ben was here.");
  await expect(page.getByText("Ben is replying: unsaved changes").first()).toBeVisible();
  await expect(other.getByRole("button", { name: "Assigned to Ben. Change" })).toBeVisible();
  await axeFindsNothing(page);

  // A note of Mira's stops Ben's reply; he reads it, and sends all the same.
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.getByLabel(/Note for colleagues/).fill("She called: it is the blue lamp.");
  await page.keyboard.press("Control+Enter");
  await expect(other.getByText("Since you began, this came in:")).toBeVisible();
  await theirEditor.press("Control+Enter");
  await expect(other.getByRole("alert").getByText(/^Not sent/)).toBeVisible();
  await expect(other.getByRole("alert").getByText("She called: it is the blue lamp.")).toBeVisible();
  await axeFindsNothing(other);
  await editor.click();
  await editor.press("End");
  await page.keyboard.type(" And so was Mira.");
  await other.getByRole("button", { name: "Send anyway" }).click();
  await expect(other.getByText("Approved. The reply is on its way.")).toBeVisible();

  // Mira was writing too: what happened is on her screen, and her text is hers to keep.
  await expect(page.getByText("Somebody else decided while you were writing. Your text:")).toBeVisible();
  await page.getByRole("button", { name: "Keep it as a note" }).click();
  await expect(page.getByRole("region", { name: "Messages" }).getByText(/And so was Mira/)).toBeVisible();
  await page.getByText("1 earlier suggestion").click();
  await expect(page.locator("ins").getByText(/Ben was here/)).toBeVisible();

  await other.getByRole("link", { name: "Events" }).click();
  await expect(page.getByText("Ben is viewing")).toHaveCount(0);
  await context.close();
});
