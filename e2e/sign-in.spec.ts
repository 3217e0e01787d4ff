import { admin, expect, test } from "./desk.ts";

test("a wrong password and an unknown address are refused alike", async ({ page }) => {
  const failures: string[] = [];
  for (const email of [admin.email, "nobody@example.com"]) {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("not it");
    await page.getByRole("button", { name: "Sign in" }).click();
    failures.push(await page.getByRole("alert").filter({ hasText: "not right" }).innerText());
  }
  expect(new Set(failures).size).toBe(1);
});

test("whoever is not signed in comes back to where they wanted to go, and nowhere else", async ({
  page,
  signIn,
}) => {
  await page.goto("/events");
  await page.waitForURL("**/sign-in?next=%2Fevents");
  await signIn("/events");
  await expect(page.getByRole("heading", { level: 1, name: "Events" })).toBeVisible();
  // A page that is signed out under its reader's eyes goes to the sign-in by itself.
  await page.goto("about:blank");
  await page.context().clearCookies();
  await page.goto("/sign-in?next=//evil.example");
  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/inbox");
});

test("opening a one-time link uses nothing up; an invalid one says so", async ({ page }) => {
  await page.goto(`/sign-in/link?token=${"x".repeat(43)}`);
  await expect(page).toHaveURL(/\/sign-in\/link$/);
  await page.getByRole("button", { name: "Sign in now" }).click();
  await expect(page.getByText("This link was used before or is too old.")).toBeVisible();
  await page.getByRole("link", { name: "Sign in with a password" }).click();
  await page.waitForURL("**/sign-in");
});

test("the language can be chosen before signing in", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "简体中文" }).click();
  await expect(page.getByRole("heading", { name: "登录" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});

test("an address that leads nowhere", async ({ page }) => {
  expect((await page.goto("/nowhere"))?.status()).toBe(404);
  await expect(page.getByText("There is nothing at this address")).toBeVisible();
});
