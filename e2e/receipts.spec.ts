import { expect, live, test } from "./desk.ts";

const stories = [
  {
    language: "en-GB",
    words: {
      approve: "Approve and send",
      sent: "Sent",
      delivered: "Delivered",
      read: "Read",
      failed: "Failed",
      why: "Twilio reports that it was not delivered (30003). The telephone is switched off or out of reach.",
      notDelivered: "The reply could not be delivered.",
      filter: "Status",
      reported: /The provider last reported/,
      unreachable: "Twilio cannot reach this installation: whether messages arrive stays unknown",
    },
  },
  {
    language: "zh-CN",
    words: {
      approve: "批准并发送",
      sent: "已发送",
      delivered: "已送达",
      read: "已读",
      failed: "失败",
      why: "Twilio 报告未送达（30003）。手机已关机或无法接通。",
      notDelivered: "回复未能送达。",
      filter: "状态",
      reported: /服务商最近一次回报/,
      unreachable: "Twilio 无法访问本系统，无法得知是否送达",
    },
  },
];

for (const { language, words } of stories)
  test.describe(language, () => {
    test.use({ locale: language });

    test("a text message's reports show live: delivered, read, or why it was not", async ({
      page,
      desk,
      signIn,
    }) => {
      const { app, twilio } = desk;
      const { account } = twilio;
      const tag = language.toLowerCase();
      const { id: channel_id } = await app.api<{ id: string }>("POST", "/api/v1/channels", {
        name: `Twilio ${language}`,
        kind: "sms",
        config: { provider: "twilio", base_url: twilio.url, account_sid: account.sid, from: account.number },
        secret: account.token,
      });
      const reports = await app.api<{ url: string }>("POST", "/api/v1/endpoints", {
        key: `twilio-${tag}`,
        name: `Twilio ${language}`,
        source: "twilio",
        verification: { scheme: "twilio", secret: account.token },
      });
      await app.api("POST", "/api/v1/endpoints", {
        key: `calls-${tag}`,
        name: `Calls ${language}`,
        verification: { scheme: "token", header: "x-token", secret: "a-long-token-0123456789" },
      });
      const type = `call.${tag}`;
      await app.api("POST", "/api/v1/playbooks", { name: type, event_type: type, channel_id, priority: 20 });
      const ask = (id: string) =>
        fetch(`${app.origin}/api/webhook/v1/calls-${tag}`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-token": "a-long-token-0123456789" },
          body: JSON.stringify({
            event_id: id,
            type,
            text: "How do I reset a lamp that flickers?",
            user: { id, name: id, phone: "+447700900123" },
          }),
        });
      const [reached, unreached] = [`Ada ${language}`, `Ben ${language}`];
      expect((await ask(reached)).status).toBe(202);
      expect((await ask(unreached)).status).toBe(202);

      await signIn();
      await live(page);
      const answer = async (customer: string) => {
        await page.getByRole("link", { name: customer }).click();
        await page.getByRole("button", { name: words.approve, exact: true }).click();
        await expect(page.getByRole("status").getByText(words.sent, { exact: true })).toBeVisible();
        return twilio.taken.at(-1)!;
      };
      const line = (status: string) => page.getByRole("status").getByText(status, { exact: true });

      const sid = await answer(reached);
      await live(page);
      expect((await twilio.report(reports.url, { sid, status: "delivered" })).status).toBe(200);
      await expect(line(words.delivered)).toBeVisible();
      await twilio.report(reports.url, { sid, status: "read" });
      await expect(line(words.read)).toBeVisible();
      // What comes late goes back on nothing.
      await twilio.report(reports.url, { sid, status: "sent" });

      await page.goto("/inbox");
      await live(page);
      const lost = await answer(unreached);
      await twilio.report(reports.url, { sid: lost, status: "undelivered", code: "30003" });
      await expect(line(words.failed)).toBeVisible();
      await expect(page.getByText(words.why).first()).toBeVisible();
      await expect(page.getByText(words.notDelivered).first()).toBeVisible();

      // The list tells them apart; the delivery says what was reported, and when.
      await page.goto("/deliveries?status=read");
      await page.getByRole("link").filter({ hasText: reached }).click();
      await expect(page.getByText(words.reported)).toBeVisible();
      await page.goto("/deliveries?status=failed");
      await page.getByRole("link").filter({ hasText: unreached }).click();
      await expect(page.getByText(words.why)).toBeVisible();

      // Here Twilio could not call back by itself, and the channel says so.
      await page.goto("/settings/channels");
      const row = page.getByRole("listitem").filter({ hasText: `Twilio ${language}` });
      await expect(row.getByText(words.unreachable)).toBeVisible();

      // No report opened a conversation.
      const { data } = await app.api<{ data: { contact: { name: string | null } }[] }>(
        "GET",
        "/api/v1/conversations?limit=100",
      );
      expect(data.filter(({ contact }) => !contact.name)).toEqual([]);
    });
  });
