import { afterEach, expect, test } from "vitest";
import { createChannel } from "../../channel/create-channel.ts";
import { fetchAnnounced } from "../../channel/fetch-announced.ts";
import { listEvents } from "../../incoming-event/list-events.ts";
import { createOutbound } from "../../platform/outbound-fetch.ts";
import { closeProviders, isTokenCall, provider, tokenAnswer } from "../../testing/channel-provider.ts";
import { testContext } from "../../testing/context.ts";
import { makeDelivery, makeThread } from "../../testing/deliveries.ts";
import { connectSender } from "../../testing/webhook-sender.ts";
import { attemptDelivery } from "../attempt-delivery.ts";
import { findAnswered } from "../find-answered.ts";

afterEach(closeProviders);
const secret = "a bearer token";

const message = (msgid: string, content: string, origin = 3) => ({
  msgid,
  open_kfid: "wk1",
  external_userid: "wm1",
  send_time: 1_795_000_000,
  origin,
  msgtype: "text",
  text: { content },
});

/** Customer service with these messages, three to a page; the cursor is the number of those that were fetched. */
async function desk(messages: object[]) {
  let broken = false;
  const there = await provider((call) => {
    if (isTokenCall(call)) return tokenAnswer(call);
    if (!call.path.endsWith("/kf/sync_msg")) return { body: { errcode: 0, errmsg: "ok", msgid: "m" } };
    if (broken) return { status: 502, body: "<html>" };
    const { cursor = "0", token, open_kfid } = JSON.parse(call.body) as Record<string, string>;
    if (token !== "PASS" || open_kfid !== "wk1") return { body: { errcode: 95000, errmsg: "no" } };
    const next = Math.min(Number(cursor) + 3, messages.length);
    const msg_list = messages.slice(Number(cursor), next);
    const has_more = next < messages.length ? 1 : 0;
    return { body: { errcode: 0, errmsg: "ok", next_cursor: String(next), has_more, msg_list } };
  });
  const ctx = await testContext({ outbound: createOutbound({ allowPrivateHosts: [there.host] }) });
  const { id: channelId } = await createChannel({
    ctx,
    input: {
      kind: "wecom-kf",
      name: "微信客服",
      config: { base_url: there.url, corp_id: "ww1", open_kfid: "wk1" },
      secret: "cs",
    },
  });
  const { send } = await connectSender(ctx, { source: "wecom", verification: { scheme: "bearer", secret } });
  let count = 0;
  const announce = async (over: object = {}) => {
    const body = {
      ToUserName: "ww1",
      CreateTime: String(++count),
      MsgType: "event",
      Event: "kf_msg_or_event",
      Token: "PASS",
      OpenKfId: "wk1",
      MsgId: `a${count}`,
      ...over,
    };
    const response = await send(JSON.stringify(body), { authorization: `Bearer ${secret}` });
    const { event_id: eventId } = (await response.json()) as { event_id: string };
    return fetchAnnounced({ ctx, input: { eventId } });
  };
  const written = async () => {
    const { data } = await listEvents({ ctx, input: { type: "text", limit: 100 } });
    return data.reverse().map(({ id, mapped }) => ({ id, text: mapped.text, from: mapped.contact?.id }));
  };
  return { ctx, there, channelId, announce, written, breakIt: (value: boolean) => (broken = value) };
}

test("what is announced is fetched page by page, each message once, and only what customers wrote", async () => {
  const messages = [
    message("1", "你好"),
    message("2", "entered", 4),
    message("3", "同事的回复", 5),
    message("4", "在吗？"),
  ];
  const { announce, written, there } = await desk(messages);
  expect(await announce()).toBe(true);
  expect(await written()).toMatchObject([
    { text: "你好", from: "wm1" },
    { text: "在吗？", from: "wm1" },
  ]);
  // The next one goes on where that one stopped.
  messages.push(message("5", "谢谢"));
  expect(await announce()).toBe(true);
  expect((await written()).map(({ text }) => text)).toEqual(["你好", "在吗？", "谢谢"]);
  expect(there.heard.filter(({ path }) => path.endsWith("/sync_msg"))).toHaveLength(3);
});

test("a provider that fails is asked again, and nothing is lost or doubled", async () => {
  const { announce, written, breakIt } = await desk([message("1", "你好")]);
  breakIt(true);
  await expect(announce()).rejects.toThrow(/WeCom answered 502/);
  breakIt(false);
  expect(await announce()).toBe(true);
  expect(await announce()).toBe(true);
  expect(await written()).toHaveLength(1);
});

test("other events, and accounts that no channel has, are left alone", async () => {
  const { announce, there } = await desk([message("1", "你好")]);
  expect(await announce({ Event: "enter_agent" })).toBe(false);
  expect(await announce({ OpenKfId: "wk9" })).toBe(false);
  expect(there.heard).toEqual([]);
});

test("a customer's answer by customer service lands in the conversation of our reply", async () => {
  const messages: object[] = [];
  const { ctx, channelId, announce, written } = await desk(messages);
  const conversationId = await makeThread(ctx, { externalId: "wm1" });
  const deliveryId = await makeDelivery(ctx, channelId, { conversationId });
  expect(await attemptDelivery({ ctx, input: { deliveryId, number: 1 } })).toEqual({ outcome: "sent" });
  await new Promise((resolve) => setTimeout(resolve, 2));
  messages.push(message("1", "谢谢！"));
  await announce();
  const [answer] = await written();
  expect(await findAnswered({ ctx, input: { eventId: answer!.id } })).toMatchObject({
    kind: "answer",
    conversationId,
    fromRecipient: true,
  });
});
