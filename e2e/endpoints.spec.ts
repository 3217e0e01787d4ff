import { expect, test } from "@playwright/test";

import { prepareApp } from "../server/testing/start-app.ts";
import { axeFindings } from "./axe.ts";
import { admin, live, ownPort } from "./desk.ts";
import { comment, complaintsOf, picture, speak, wordsOf } from "./sender.ts";
import { signIn } from "./sign-in.ts";

/** An installation of its own: what is not there yet is the story. */
const app = prepareApp(ownPort.endpoints, {
  FIRSTLINE_ADMIN_EMAIL: admin.email,
  FIRSTLINE_ADMIN_PASSWORD: admin.password,
});
test.beforeAll(async () => {
  test.setTimeout(120_000);
  await app.start();
});
test.afterAll(async () => {
  await app.kill("SIGTERM");
  await app.remove();
});
test.use({ baseURL: app.origin });

for (const locale of ["en", "zh-CN"] as const)
  test(`connect a sender from nothing, mend its secret by the diagnosis, verify again, replay (${locale})`, async ({
    page,
    context,
  }) => {
    test.setTimeout(180_000);
    const t = wordsOf(locale);
    const { origin } = app;
    // Not that of another endpoint: that would be told, too.
    const rightSecret = `the right secret in ${locale}`;
    await speak(context, locale, app.origin);
    const complaints = complaintsOf(page);
    await signIn(page, admin, "/endpoints");
    await live(page);
    await page.getByRole("link", { name: t("connect") }).click();

    // Found by typing, chosen by keyboard.
    await expect(page.getByRole("button", { name: "GitHub" })).toBeVisible();
    await picture(page, `picker-${locale}`);
    await page.getByRole("searchbox").fill("git");
    await page.getByRole("button", { name: "GitHub" }).focus();
    await page.keyboard.press("Enter");
    const key = `github-${locale.toLowerCase()}`;
    await page.getByLabel(t("new.key")).fill(key);
    await page.getByLabel(t("new.paste")).check();
    await page.locator("input[name='secret.secret']").fill("mistyped secret");
    await page.getByRole("button", { name: t("new.create") }).click();
    await expect(page.getByText(t("connectStep.waiting"))).toBeVisible();
    await expect(page.getByRole("textbox", { name: t("address") })).toHaveValue(
      `${origin}/api/webhook/v1/${key}`,
    );

    await picture(page, `wait-${locale}`);
    // The page shows the first request by itself, and says what is wrong with it.
    expect(await comment(page, origin, key, rightSecret, "The lamp is dark")).toBe(403);
    await expect(page.getByText(t("reason.signature_mismatch"))).toBeVisible();
    await expect(page.getByText(t("hint.secret_differs"))).toBeVisible();
    await picture(page, `refused-${locale}`);
    await page.getByRole("button", { name: t("secrets.replace") }).click();
    await page.getByRole("dialog").locator("input[name='secret.secret']").fill(rightSecret);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("secrets.save") })
      .click();
    await expect(page.getByText(t("hint.accepted_now"))).toBeVisible();
    await page.getByRole("button", { name: t("again.one") }).click();
    await expect(page.getByText(t("again.accepted"))).toBeVisible();

    // Its fields are clicked together.
    const fields = page.getByRole("list", { name: t("mapper.fields") });
    await expect(fields.getByText("The lamp is dark")).toBeVisible();
    await fields.getByRole("button", { name: t("mapper.field.entity") }).click();
    await page.getByRole("button", { name: /^issue\.title/ }).click();
    await expect(fields.getByText("issue.title")).toBeVisible();
    await picture(page, `mapper-${locale}`);
    await page.getByRole("button", { name: t("mapper.save") }).click();
    await expect(page.getByText(t("mapper.saved"))).toBeVisible();
    await page.getByRole("link", { name: t("connectStep.done") }).click();

    await expect(page.getByText(t("requests.again"))).toBeVisible();
    expect(await axeFindings(page, { within: "main" })).toEqual([]);

    await picture(page, `requests-${locale}`);
    // The console sends as GitHub would, and as a forger would.
    await page.getByRole("button", { name: t("tab.test"), exact: true }).click();
    await page.getByRole("button", { name: t("test.send"), exact: true }).click();
    await expect(page.getByText("HTTP 202")).toBeVisible();
    await picture(page, `console-${locale}`);
    await page.getByRole("button", { name: t("test.modes.tampered") }).click();
    await page.getByRole("button", { name: t("test.send"), exact: true }).click();
    await expect(page.getByText("HTTP 403")).toBeVisible();
    await page.getByRole("link", { name: t("test.toRequest") }).click();
    await expect(page.getByText(t("reason.signature_mismatch")).first()).toBeVisible();
    await expect(page.getByText("x-hub-signature-256")).toBeVisible();
    await picture(page, `request-${locale}`);
    await page.getByRole("button", { name: t("request.views.bytes") }).click();
    await expect(page.getByText(/^0000 {2}7b/)).toBeVisible();
    await page.getByRole("link", { name: t("request.back") }).click();

    // Both events run once more; then the old secret goes.
    await page.getByRole("button", { name: t("tab.settings"), exact: true }).click();
    await expect(page.getByText(t("secrets.old"))).toBeVisible();
    await picture(page, `settings-${locale}`);
    await page.getByRole("button", { name: t("replay.start") }).click();
    await expect(page.getByText(locale === "en" ? "2 events run again" : "2 个事件已重新运行")).toBeVisible();
    await page.getByRole("button", { name: t("secrets.retire") }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("secrets.retire") })
      .click();
    await expect(page.getByText(t("secrets.old"))).toBeHidden();

    // Switched off, the address answers nobody.
    await page.getByRole("button", { name: t("disable"), exact: true }).click();
    await expect(page.getByText(t("state.disabled"), { exact: true })).toBeVisible();
    expect(await comment(page, origin, key, rightSecret, "Hello?")).toBe(404);
    expect(complaints).toEqual([]);
  });

test("limits are said at the field, and hold", async ({ page }) => {
  const t = wordsOf("en");
  const made = await app.api<{ id: string }>("POST", "/api/v1/endpoints", {
    key: "limited",
    name: "Limited",
    source: "github",
    verification: { secret: "a secret" },
  });
  await signIn(page, admin, `/endpoints/${made.id}`);
  await page.getByRole("button", { name: t("tab.settings"), exact: true }).click();
  await page.getByLabel(t("guards.allowed_addresses")).fill("example.com");
  await page.getByRole("button", { name: t("guards.save") }).click();
  await expect(page.getByText(t("guards.allowed_addresses_form"))).toBeVisible();
  await page.getByLabel(t("guards.allowed_addresses")).fill("127.0.0.0/8\n::1");
  await page.getByLabel(t("guards.rate_per_minute")).fill("2");
  await page.getByRole("button", { name: t("guards.save") }).click();
  await expect(page.getByText(t("guards.saved"))).toBeVisible();
  const { origin } = app;
  const statuses: number[] = [];
  for (let i = 0; i < 3; i++) statuses.push(await comment(page, origin, "limited", "a secret", `${i}`));
  expect(statuses).toEqual([202, 202, 429]);
});
