import { expect, test } from "@playwright/test";
import { newSecret, prepareApp } from "../server/testing/start-app.ts";
import { admin, ownPort } from "./desk.ts";
import { signIn } from "./sign-in.ts";

const marks = [
  { locale: "en-GB", row: "No suggestion: model unavailable", reply: "the model could not be reached" },
  { locale: "zh-CN", row: "无建议：模型不可用", reply: "无法连接模型" },
];

test("while the model is away a conversation still reaches the agent, marked so", async ({ browser }) => {
  test.setTimeout(120_000);
  const secret = newSecret();
  const app = prepareApp(ownPort.modelAway, {
    FIRSTLINE_ADMIN_EMAIL: admin.email,
    FIRSTLINE_ADMIN_PASSWORD: admin.password,
    FIRSTLINE_MODEL: "gone",
    // Port 9 is "discard": nothing listens there.
    OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
  });
  try {
    await app.start();
    await app.api("POST", "/api/v1/endpoints", {
      key: "tickets",
      name: "Tickets",
      verification: { scheme: "standard-webhooks", secret },
    });
    const event = { event_id: "1", type: "ticket.created", text: "Is anybody there?", user_id: "u1" };
    expect((await app.post("tickets", secret, event)).status).toBe(202);
    for (const { locale, row, reply } of marks) {
      const context = await browser.newContext({ locale, baseURL: app.origin });
      const page = await context.newPage();
      await signIn(page, admin);
      await page.getByRole("link", { name: row }).click();
      await expect(page.getByRole("status").filter({ hasText: reply })).toBeVisible();
      await expect(page.getByRole("textbox")).toHaveCount(0);
      await context.close();
    }
  } finally {
    await app.remove();
  }
});
