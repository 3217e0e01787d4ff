import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { prepareApp } from "../server/testing/start-app.ts";
import { axeFindings } from "./axe.ts";
import { admin, live, ownPort } from "./desk.ts";

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

async function signIn(page: Page, path: string): Promise<string[]> {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/content security policy|hydrat/i.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await page.locator("input[name=email]").fill(admin.email);
  await page.locator("input[name=password]").fill(admin.password);
  await page.locator("button[type=submit]").click();
  await page.waitForURL((url) => url.pathname === path);
  return complaints;
}

const speak = (context: BrowserContext, locale: string) =>
  context.addCookies([{ name: "firstline-locale", value: locale, url: app.origin }]);

/** Pictures to look at, where a folder for them is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.FIRSTLINE_PICTURES;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: false });
}

type Words = { [key: string]: string | Words };

/** A screen's words in a language, by their key under "endpoint". */
function wordsOf(locale: "en" | "zh-CN") {
  const file = join(import.meta.dirname, `../messages/${locale}.json`);
  const { endpoint } = JSON.parse(readFileSync(file, "utf8")) as { endpoint: Words };
  return (key: string): string => {
    const found = key.split(".").reduce<string | Words>((at, part) => (at as Words)[part]!, endpoint);
    return found as string;
  };
}

/** A comment on an issue, signed as GitHub signs. */
async function comment(page: Page, origin: string, key: string, secret: string, text: string) {
  const body = JSON.stringify({
    action: "created",
    issue: { node_id: "I_1", title: "Lamp" },
    comment: { body: text, created_at: new Date().toISOString() },
    sender: { id: 7, login: "octocat" },
  });
  const response = await page.request.post(`${origin}/api/webhook/v1/${key}`, {
    data: Buffer.from(body),
    headers: {
      "content-type": "application/json",
      "x-github-event": "issue_comment",
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    },
  });
  return response.status();
}

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
    await speak(context, locale);
    const complaints = await signIn(page, "/endpoints");
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
  await signIn(page, `/endpoints/${made.id}`);
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

for (const locale of ["en", "zh-CN"] as const)
  test(`a field is hidden from the first request on (${locale})`, async ({ page, context }) => {
    const t = wordsOf(locale);
    const key = `hidden-${locale.toLowerCase()}`;
    const made = await app.api<{ id: string }>("POST", "/api/v1/endpoints", {
      key,
      name: "Hidden",
      source: "github",
      verification: { secret: "a secret" },
    });
    await speak(context, locale);
    const complaints = await signIn(page, `/endpoints/${made.id}`);
    await page.getByRole("button", { name: t("tab.settings"), exact: true }).click();
    const fields = page.getByLabel(t("guards.redacted_fields"), { exact: true });
    const save = page.getByRole("button", { name: t("guards.save") });
    // What the desk needs is refused at the field, by its name; then a path that is there, and one that is mistyped.
    await fields.fill("comment.body");
    await save.click();
    const refused = {
      en: "The field comment.body cannot be redacted",
      "zh-CN": "字段 comment.body 不能脱敏",
    };
    await expect(page.getByRole("alert").filter({ hasText: refused[locale] })).toBeVisible();
    await fields.fill("issue.title\nissue.titel");
    await save.click();
    await expect(page.getByText(t("guards.saved"))).toBeVisible();
    expect(await comment(page, app.origin, key, "a secret", "Is it in stock?")).toBe(202);

    await page.reload();
    const seen = page.getByRole("list", { name: t("guards.redacted_found") });
    const last = {
      en: ["found in 1 of 1 request", "found in none of 1 request"],
      "zh-CN": ["有 1 个包含", "都没有出现"],
    };
    for (const words of last[locale]) await expect(seen.getByText(words)).toBeVisible();
    await seen.scrollIntoViewIfNeeded();
    await picture(page, `redacted-fields-${locale}`);

    await page.getByRole("button", { name: t("tab.requests"), exact: true }).click();
    await page.locator(`a[href^="/endpoints/${made.id}/requests/"]`).first().click();
    await expect(page.getByText("[redacted]")).toBeVisible();
    await expect(page.getByText("issue.title", { exact: false }).first()).toBeVisible();
    await expect(page.getByText(t("redaction.kept"))).toBeVisible();
    await expect(page.getByText("Lamp")).toHaveCount(0);
    expect(await axeFindings(page, { within: "main" })).toEqual([]);
    await page.getByText(t("redaction.kept")).scrollIntoViewIfNeeded();
    await picture(page, `redacted-request-${locale}`);
    expect(complaints).toEqual([]);
  });
