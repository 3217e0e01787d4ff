import { afterEach, expect, test } from "vitest";
import { createChannel } from "../channel/create-channel.ts";
import type { ChannelKindName } from "../channel/kinds/kinds.ts";
import type { Context } from "../context.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { findConversation, messagesOf } from "../conversation/store.ts";
import { newId } from "../platform/ids.ts";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { closeProviders, isTokenCall, provider, tokenAnswer } from "../testing/channel-provider.ts";
import { testContext } from "../testing/context.ts";
import { makeDelivery, makeThread } from "../testing/deliveries.ts";
import { connectSender } from "../testing/webhook-sender.ts";
import { attemptDelivery } from "./attempt-delivery.ts";
import { findAnswered } from "./find-answered.ts";
import { ignoreOwnDelivery } from "./ignore-own-delivery.ts";

afterEach(closeProviders);

const secret = "a bearer token";

/** A desk with a channel to a provider on loopback, and the endpoint by which its answers come in. */
async function desk(
  kind: ChannelKindName,
  source: string,
  input: { config: (url: string) => object; secret?: unknown; ok: unknown },
) {
  const there = await provider((call) => (isTokenCall(call) ? tokenAnswer(call) : { body: input.ok }));
  const ctx = await testContext({ outbound: createOutbound({ allowPrivateHosts: [there.host] }) });
  const { id: channelId } = await createChannel({
    ctx,
    input: { kind, name: source, config: input.config(there.url), secret: input.secret },
  });
  const { send } = await connectSender(ctx, { source, verification: { scheme: "bearer", secret } });
  const post = async (body: object) => {
    const response = await send(JSON.stringify(body), { authorization: `Bearer ${secret}` });
    return ((await response.json()) as { event_id: string }).event_id;
  };
  /** What the first steps of an event's run do; the conversation it landed in. */
  const arrive = async (body: object) => {
    const eventId = await post(body);
    if (await ignoreOwnDelivery({ ctx, input: { eventId } })) return "ignored";
    const found = await findAnswered({ ctx, input: { eventId } });
    const answered = found.kind === "answer" ? { answered: found } : {};
    return (await openConversation({ ctx, input: { eventId, ...answered } })).conversationId;
  };
  return { ctx, there, channelId, arrive };
}

/** A conversation of the shop's customer, and a reply in it that goes out by the channel. */
async function answerBy(ctx: Context, channelId: string, person: { externalId: string; phone?: string }) {
  const conversationId = await makeThread(ctx, person);
  const deliveryId = await makeDelivery(ctx, channelId, { conversationId });
  expect(await attemptDelivery({ ctx, input: { deliveryId, number: 1 } })).toEqual({ outcome: "sent" });
  await new Promise((resolve) => setTimeout(resolve, 2));
  return conversationId;
}

const toWecom = {
  config: (base_url: string) => ({ base_url, corp_id: "ww1", agent_id: 7 }),
  secret: "cs",
  ok: { errcode: 0, errmsg: "ok", msgid: "m" },
};
const fromWecom = (text: string, over: object = {}) => ({
  ToUserName: "ww1",
  FromUserName: "zhangsan",
  CreateTime: String(Date.now()),
  MsgType: "text",
  Content: text,
  MsgId: newId(),
  AgentID: "7",
  ...over,
});

test("what a member answers lands in the conversation of our reply, which comes back to an agent", async () => {
  const { ctx, channelId, arrive } = await desk("wecom", "wecom", toWecom);
  const conversationId = await answerBy(ctx, channelId, { externalId: "zhangsan" });
  expect(await arrive(fromWecom("什么时候到？"))).toBe(conversationId);
  const { prisma } = ctx.platform.database;
  expect(await findConversation(prisma, ctx.workspaceId, conversationId)).toMatchObject({
    status: "open",
    unread: true,
    contact: { source: "shop", externalId: "zhangsan" },
  });
  expect(await messagesOf(prisma, ctx.workspaceId, conversationId)).toMatchObject([
    { direction: "inbound", text: "什么时候到？", author: { kind: "contact" } },
  ]);
  // Somebody else, and somebody who writes to another application, begin conversations of their own.
  const others = [
    await arrive(fromWecom("你好", { FromUserName: "lisi" })),
    await arrive(fromWecom("你好", { AgentID: "8" })),
  ];
  expect(others).not.toContain(conversationId);
  expect(new Set(others).size).toBe(2);
});

test("an event that carries no text answers nothing", async () => {
  const { ctx, channelId, arrive } = await desk("wecom", "wecom", toWecom);
  const conversationId = await answerBy(ctx, channelId, { externalId: "zhangsan" });
  const entered = { MsgType: "event", Event: "enter_agent", Content: "", MsgId: undefined };
  expect(await arrive(fromWecom("", entered))).not.toBe(conversationId);
});

test("another workspace's replies are not answered here", async () => {
  const one = await desk("wecom", "wecom", toWecom);
  const conversationId = await answerBy(one.ctx, one.channelId, { externalId: "zhangsan" });
  const other = await desk("wecom", "wecom", toWecom);
  expect(await other.arrive(fromWecom("你好"))).not.toBe(conversationId);
});

test("in a thread of Slack the message that is answered counts; our own post that comes back starts nothing", async () => {
  let ts = 1;
  const { ctx, channelId, arrive, there } = await desk("slack", "slack", {
    config: (base_url) => ({ base_url, channel: "C1" }),
    secret: "xoxb-1",
    ok: { ok: true, channel: "C1", ts: "1.0" },
  });
  expect(there.heard).toEqual([]);
  const conversationId = await answerBy(ctx, channelId, { externalId: "u-17" });
  const said = (event: object) => ({
    type: "event_callback",
    api_app_id: "A1",
    event_id: `Ev${ts++}`,
    event: { type: "message", channel: "C1", ts: `${ts}.5`, text: "thanks", ...event },
  });
  expect(await arrive(said({ user: "U9", thread_ts: "1.0" }))).toBe(conversationId);
  expect(await arrive(said({ user: "U9" }))).not.toBe(conversationId);
  expect(await arrive(said({ user: "UB", ts: "1.0" }))).toBe("ignored");
  expect(await arrive(said({ user: "UB", bot_id: "B1", app_id: "A1" }))).toBe("ignored");
  const messages = await messagesOf(ctx.platform.database.prisma, ctx.workspaceId, conversationId);
  expect(messages).toMatchObject([{ text: "thanks", author: { kind: "contact", name: "U9" } }]);
});

test("a text message is answered by the number, however it was written", async () => {
  const { ctx, channelId, arrive } = await desk("sms", "twilio", {
    config: (base_url) => ({ provider: "twilio", base_url, account_sid: "AC1", from: "+15005550006" }),
    secret: "at",
    ok: { sid: "SM1", status: "queued" },
  });
  const conversationId = await answerBy(ctx, channelId, { externalId: "u-1", phone: "138 1234 5678" });
  const sms = { To: "+15005550006", From: "+8613812345678", Body: "好的", SmsStatus: "received" };
  expect(await arrive({ ...sms, MessageSid: "SM2" })).toBe(conversationId);
  expect(await arrive({ MessageSid: "SM1", MessageStatus: "delivered", To: "+8613812345678" })).toBe(
    "ignored",
  );
});
