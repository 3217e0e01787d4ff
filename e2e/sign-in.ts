import type { Page } from "@playwright/test";

/** Types somebody's address and password, and waits for the screen that they wanted to see. */
export async function signIn(
  page: Page,
  { email, password }: { email: string; password: string },
  path = "/inbox",
): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(password);
  await page.locator("button[type=submit]").click();
  await page.waitForURL((url) => url.pathname === path.split("?")[0]);
}
