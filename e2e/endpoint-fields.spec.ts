import { expect, test } from "@playwright/test";
import { prepareApp } from "../server/testing/start-app.ts";
import { axeFindings } from "./axe.ts";
import { admin, ownPort } from "./desk.ts";
import { comment, complaintsOf, picture, speak, wordsOf } from "./sender.ts";
import { signIn } from "./sign-in.ts";

/** An installation of its own: what is not there yet is the story. */
const app = prepareApp(ownPort.endpointFields, {
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

test("a sender whose event id sits elsewhere: its refused request is mapped by clicking, then taken", async ({
  page,
}) => {
  const t = wordsOf("en");
  const { id } = await app.api<{ id: string }>("POST", "/api/v1/endpoints", {
    key: "elsewhere",
    name: "Elsewhere",
    verification: { scheme: "bearer", secret: "a token" },
  });
  const response = await page.request.post(`${app.origin}/api/webhook/v1/elsewhere`, {
    data: { ticketNo: "T-7", words: "The lamp is dark", user: { id: "u1" } },
    headers: { authorization: "Bearer a token" },
  });
  const { error } = (await response.json()) as { error: { code: string; request_id: string } };
  expect(error.code).toBe("missing_event_key");
  await signIn(page, admin, `/endpoints/${id}/requests/${error.request_id}`);
  await expect(page.getByText(t("reason.missing_event_key")).first()).toBeVisible();
  await expect(page.getByRole("button", { name: t("secrets.replace") })).toHaveCount(0);
  await page.getByRole("link", { name: t("request.toFields") }).click();
  await page.getByRole("button", { name: /^ticketNo/ }).click();
  const fields = page.getByRole("list", { name: t("mapper.fields") });
  await fields.getByRole("button", { name: t("mapper.field.text") }).click();
  await page.getByRole("button", { name: /^words/ }).click();
  await expect(fields.getByText("The lamp is dark")).toBeVisible();
  await page.getByRole("button", { name: t("mapper.save") }).click();
  await page.getByRole("button", { name: t("again.one") }).click();
  await expect(page.getByText(t("again.accepted"))).toBeVisible();
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
    await speak(context, locale, app.origin);
    const complaints = complaintsOf(page);
    await signIn(page, admin, `/endpoints/${made.id}`);
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
