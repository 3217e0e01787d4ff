import { admin, expect, live, test, ticket } from "./desk.ts";

/** What a screen says when there is nothing, when it is refused, and when the server cannot be reached. */

test("nothing to show is said calmly", async ({ page, signIn }) => {
  await signIn("/inbox?search=nobody+by+this+name");
  await expect(page.getByText("Nothing found", { exact: true })).toBeVisible();
  // Of a type that no story sends: they share a desk.
  await page.goto("/events?type=nothing.happened");
  await expect(page.getByText("No event here")).toBeVisible();
  await page.goto("/deliveries?status=sending");
  await expect(page.getByText("No delivery here")).toBeVisible();
  await page.goto("/knowledge?query=zzzzzz");
  await expect(page.getByRole("region", { name: "Passages found" })).toContainText("Does not tell");
});

test("an address of something that is not there", async ({ page, signIn }) => {
  await signIn();
  for (const place of ["inbox", "events", "deliveries", "knowledge"]) {
    await page.goto(`/${place}/01a207d3-0000-7000-8000-000000000000`);
    await expect(page.getByRole("alert").filter({ hasText: "There is no such thing" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
  }
});

test("a server that cannot be reached is tried again on demand", async ({ page, desk, signIn }) => {
  await desk.post(ticket({ text: "How are refunds paid?", name: "Rhea Reached" }));
  await page.route(/conversation\.list/, (route) => route.abort());
  await signIn("/inbox?status=all&search=Rhea");
  await expect(page.getByText("The server cannot be reached. Check the connection.")).toBeVisible();
  await page.unroute(/conversation\.list/);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("link", { name: "Rhea Reached" })).toBeVisible();
});

test("a broken line is said, and made up for when it is back", async ({ page, desk, signIn }) => {
  await page.route(/change\.follow/, (route) => route.abort());
  await signIn("/inbox?search=Lina");
  await expect(page.getByText("Not live just now. Reconnecting…")).toBeVisible();
  await desk.post(ticket({ text: "How are refunds paid?", name: "Lina Late" }));
  await expect(page.getByRole("link", { name: "Lina Late" })).toHaveCount(0);
  await page.unroute(/change\.follow/);
  await live(page);
  await expect(page.getByRole("link", { name: "Lina Late" })).toBeVisible();
  await expect(page.getByText("Not live just now. Reconnecting…")).toHaveCount(0);
});

test("a session that ended leads to the sign-in and back", async ({ page, signIn }) => {
  await signIn("/events");
  await live(page);
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Failed" }).click();
  await page.waitForURL(/\/sign-in\?next=%2Fevents/);
  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/events*");
});
