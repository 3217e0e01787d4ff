import { expect, live, test } from "./desk.ts";

test.use({ locale: "zh-CN" });

const member = "wangxiaomei";
const trackingNumber = "SF1403358213579";

test("订单发货后，客户在企业微信收到单号，并在同一会话中追问", async ({ page, desk, signIn }) => {
  const { app, wecom } = desk;
  const channel = await app.api<{ id: string }>("POST", "/api/v1/channels", {
    name: "企业微信客服",
    kind: "wecom",
    config: { ...wecom.app, base_url: wecom.url },
    secret: wecom.appSecret,
  });
  await app.api("POST", "/api/v1/playbooks", {
    name: "发货通知",
    event_type: "order.shipped",
    channel_id: channel.id,
    priority: 10,
    reply_template:
      "{{contact.name}}您好，您的订单 {{body.data.order_id}} 已发出，{{body.data.carrier}}单号：{{body.data.tracking_number}}。",
  });
  const endpoint = await app.api<{ url: string }>("POST", "/api/v1/endpoints", {
    key: "wecom",
    name: "企业微信",
    source: "wecom",
    verification: { scheme: "wecom", secret: wecom.callback },
  });

  await signIn();
  await live(page);
  const shipped = await desk.post({
    event_id: `shipped-${process.pid}`,
    type: "order.shipped",
    created_at: new Date().toISOString(),
    data: {
      order_id: "20261123-8841",
      ticket_id: "20261123-8841",
      description: "订单 20261123-8841 已发货",
      carrier: "顺丰速运",
      tracking_number: trackingNumber,
      user: { id: member, name: "王小美", email: "xiaomei@example.com" },
    },
  } as never);
  expect(shipped.status).toBe(202);

  // 建议回复里带着单号，批准后由企业微信发给这位客户。
  await page.getByRole("link", { name: "王小美" }).click();
  const editor = page.getByRole("textbox", { name: "回复内容" });
  await expect(editor).toHaveValue(new RegExp(`王小美您好.*顺丰速运单号：${trackingNumber}`));
  const notice = await editor.inputValue();
  const conversationUrl = page.url();
  await page.getByRole("button", { name: "批准并发送", exact: true }).click();
  await expect.poll(() => wecom.messages.length).toBe(1);
  expect(wecom.messages[0]).toMatchObject({
    touser: member,
    agentid: wecom.app.agent_id,
    text: { content: notice },
  });
  const thread = page.getByRole("article").getByRole("listitem");
  await expect(thread.filter({ hasText: notice }).getByText("已发送", { exact: true })).toBeVisible();

  // 客户在企业微信里追问：消息落在同一会话，页面无需刷新。
  const question = "收到，谢谢！七天内不合适可以退货吗？";
  const said = { member, text: question, id: String(Date.now() * 1000) };
  expect((await wecom.write(endpoint.url, said)).status).toBe(200);
  const answer = thread.filter({ hasText: question });
  await expect(answer).toHaveCount(1);
  await expect(answer.getByText("王小美")).toBeVisible();
  expect(page.url()).toBe(conversationUrl);
  await expect(page.locator("[data-conversation]").filter({ hasText: "王小美" })).toHaveCount(1);

  // 新的建议已备好，批准后原路返回企业微信。
  await expect(editor).toHaveValue(/七天内可申请无理由退货/);
  await page.getByRole("button", { name: "批准并发送", exact: true }).click();
  await expect.poll(() => wecom.messages.length).toBe(2);
  expect(wecom.messages[1]).toMatchObject({
    touser: member,
    text: { content: expect.stringContaining("七天内可申请无理由退货") },
  });

  // 同一条消息再次推送，什么也不会发生。
  expect((await wecom.write(endpoint.url, said)).status).toBe(200);
  const { data: events } = await app.api<{ data: { conversation_id: string }[] }>(
    "GET",
    "/api/v1/events?type=text",
  );
  expect(events).toHaveLength(1);
  expect(conversationUrl).toContain(events[0]!.conversation_id);
});
