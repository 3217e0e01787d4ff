import { afterEach, describe, expect, it, test } from "vitest";
import { createChannel } from "../channel/create-channel.ts";
import { fetchAnnounced } from "../channel/fetch-announced.ts";
import type { ChannelKindName } from "../channel/kinds/kinds.ts";
import type { Context } from "../context.ts";
import { findConversation } from "../conversation/store.ts";
import { attemptDelivery } from "../delivery/attempt-delivery.ts";
import { getDelivery } from "../delivery/get-delivery.ts";
import { retryDelivery } from "../delivery/retry-delivery.ts";
import { signRequest } from "../endpoint/presets/write-sample.ts";
import { updateEndpoint } from "../endpoint/update-endpoint.ts";
import { schemes } from "../endpoint/verification/schemes.ts";
import { readSettings } from "../env.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { listEvents } from "../incoming-event/list-events.ts";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { overviewChannels } from "../playbook/overview-channels.ts";
import {
  type Answer,
  closeProviders,
  isTokenCall,
  provider,
  tokenAnswer,
} from "../testing/channel-provider.ts";
import { testContext } from "../testing/context.ts";
import { makeDelivery, makeThread } from "../testing/deliveries.ts";
import { connectSender } from "../testing/webhook-sender.ts";
import { takeReceipt } from "./take-receipt.ts";

afterEach(closeProviders);

const publicUrl = "https://desk.example.com";
const settings = () =>
  readSettings({ PORT: "3999", FIRSTLINE_LOG_LEVEL: "silent", FIRSTLINE_PUBLIC_URL: publicUrl });

async function desk(kind: ChannelKindName, config: (url: string) => object, secret: unknown) {
  const answer: { now: Answer; meanwhile?: () => Promise<unknown> } = { now: {} };
  const there = await provider(async (call) => {
    if (isTokenCall(call)) return tokenAnswer(call);
    await answer.meanwhile?.();
    return answer.now;
  });
  const outbound = createOutbound({ allowPrivateHosts: [there.host] });
  const ctx = await testContext({ outbound, settings: settings() });
  const { id: channelId } = await createChannel({
    ctx,
    input: { kind, name: "Channel", config: config(there.url), secret },
  });
  const person = { externalId: "wm1", phone: "+8613812345678", email: "fang@example.com" };
  const conversationId = await makeThread(ctx, person);
  const reply = async () => {
    const id = await makeDelivery(ctx, channelId, { conversationId });
    const met = await attemptDelivery({ ctx, input: { deliveryId: id, number: 1 } });
    return { id, met };
  };
  const shown = (id: string) => getDelivery({ ctx, input: { id } });
  const conversation = () => findConversation(ctx.platform.database.prisma, ctx.workspaceId, conversationId);
  return { ctx, there, answer, channelId, conversationId, reply, shown, conversation };
}

const countConversations = (ctx: Context) =>
  ctx.platform.database.prisma.conversation.count({ where: { workspaceId: ctx.workspaceId } });

describe("Twilio", () => {
  const token = "the account's auth token";

  /** A channel and an endpoint of one account; `report` posts to the address that the message named, signed as Twilio does. */
  async function twilio() {
    const made = await desk(
      "sms",
      (base_url) => ({ provider: "twilio", base_url, account_sid: "AC1", from: "+15005550006" }),
      token,
    );
    const { ctx, there, answer } = made;
    const { endpoint, send } = await connectSender(ctx, {
      source: "twilio",
      verification: { scheme: "twilio", secret: token },
    });
    let sids = 0;
    answer.now = { body: { sid: "SM1", status: "queued" } };
    const nextSid = () => {
      answer.now = { body: { sid: `SM${++sids + 1}`, status: "queued" } };
    };
    const callback = () => new URLSearchParams(there.heard.at(-1)!.body).get("StatusCallback")!;
    const report = async (fields: Record<string, string>, { to = callback(), signedWith = token } = {}) => {
      const body = new URLSearchParams({ AccountSid: "AC1", From: "+15005550006", ...fields }).toString();
      const signed = signRequest(schemes.get("twilio")!, {
        url: to,
        unsigned: {
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: Buffer.from(body),
        } as never,
        secret: signedWith,
        options: {},
        at: new Date(),
        seed: "1",
      });
      const call = () => send(signed.body, signed.headers, { path: to.slice(publicUrl.length) });
      let response = await call();
      // A busy machine may ask to come again; Twilio does.
      for (let again = 0; response.status === 503 && again < 5; again++) response = await call();
      const said = (await response.json()) as { status?: string; event_id?: string };
      if (said.status === "accepted") {
        expect(await takeReceipt({ ctx, input: { eventId: said.event_id! } })).toBe(true);
        return (await findEvent(ctx, said.event_id!)).status;
      }
      return said.status ?? response.status;
    };
    return { ...made, endpoint, callback, report, nextSid };
  }

  it("is told where to report, and its reports become the reply's status, each taken once, forward only", async () => {
    const { ctx, endpoint, callback, report, reply, shown } = await twilio();
    const { id, met } = await reply();
    expect(met).toEqual({ outcome: "sent" });
    expect(callback()).toBe(`${publicUrl}/api/webhook/v1/${endpoint.key}?delivery=${id}`);
    const before = await countConversations(ctx);
    const of = (MessageStatus: string) => ({ MessageSid: "SM1", MessageStatus, To: "+8613812345678" });
    expect(await report(of("sent"))).toBe("done");
    expect(await shown(id)).toMatchObject({ status: "sent", receiptAt: null });
    expect(await report(of("delivered"))).toBe("done");
    expect(await shown(id)).toMatchObject({
      status: "delivered",
      receiptAt: expect.any(Date),
      receiptText: null,
    });
    expect(await report(of("delivered"))).toBe("already_processed");
    expect(await report(of("read"))).toBe("done");
    expect(await report(of("undelivered"))).toBe("done");
    expect(await shown(id)).toMatchObject({ status: "read" });
    expect(await countConversations(ctx)).toBe(before);
    // The step that a crash repeats sends nothing more.
    expect(await attemptDelivery({ ctx, input: { deliveryId: id, number: 1 } })).toEqual({ outcome: "sent" });
  });

  it("says why a message was not delivered; its conversation comes back to an agent", async () => {
    const { ctx, there, report, reply, shown, conversation } = await twilio();
    const { id } = await reply();
    const failed = {
      MessageSid: "SM1",
      MessageStatus: "undelivered",
      ErrorCode: "30003",
      To: "+8613812345678",
    };
    expect(await report(failed)).toBe("done");
    expect(await shown(id)).toMatchObject({
      status: "failed",
      receiptText:
        "Twilio reports that it was not delivered (30003). The telephone is switched off or out of reach.",
    });
    expect(await conversation()).toMatchObject({
      status: "open",
      attention: "delivery_failed",
      unread: true,
    });
    const heard = there.heard.length;
    expect(await attemptDelivery({ ctx, input: { deliveryId: id, number: 1 } })).toEqual({ outcome: "sent" });
    expect(there.heard).toHaveLength(heard);
    expect(await shown(id)).toMatchObject({ status: "failed" });
  });

  it("a late failure of a message that was sent anew is no news; that the first one arrived is", async () => {
    const { ctx, report, reply, shown, conversation, nextSid } = await twilio();
    const { id } = await reply();
    await report({ MessageSid: "SM1", MessageStatus: "undelivered", ErrorCode: "30008" });
    nextSid();
    await retryDelivery({ ctx, input: { id } });
    expect(await shown(id)).toMatchObject({ status: "queued", receiptText: null });
    const run = { deliveryId: id, number: 1, round: 2, before: 1 };
    expect(await attemptDelivery({ ctx, input: run })).toEqual({ outcome: "sent" });
    await report({ MessageSid: "SM1", MessageStatus: "failed" });
    expect(await shown(id)).toMatchObject({ status: "sent" });
    await report({ MessageSid: "SM1", MessageStatus: "delivered" });
    expect(await shown(id)).toMatchObject({ status: "delivered" });
    expect(await conversation()).toMatchObject({ attention: null, status: "answered" });
  });

  it.each([
    ["delivered", { outcome: "sent" }],
    ["failed", { outcome: "give_up" }],
  ])("that it is %s may be reported before Twilio answers what it took", async (status, outcome) => {
    const { answer, report, reply, shown } = await twilio();
    answer.meanwhile = () => report({ MessageSid: "SM1", MessageStatus: status });
    const { id, met } = await reply();
    expect(met).toEqual(outcome);
    expect(await shown(id)).toMatchObject({ status, attempts: [{ outcome: "sent" }] });
  });

  it("what is not signed with the account's token, or about nobody's message, changes nothing", async () => {
    const { ctx, report, reply, shown, callback } = await twilio();
    const { id } = await reply();
    const delivered = { MessageSid: "SM1", MessageStatus: "delivered" };
    expect(await report(delivered, { signedWith: "another token" })).toBe(403);
    expect(await shown(id)).toMatchObject({ status: "sent" });
    const foreign = { MessageSid: "SM9", MessageStatus: "delivered" };
    const before = await countConversations(ctx);
    for (const to of [callback().split("?")[0]!, `${callback().split("?")[0]}?delivery=nonsense`])
      expect(await report({ ...foreign, MessageSid: `SM${to.length}` }, { to })).toBe("ignored");
    expect(await countConversations(ctx)).toBe(before);
  });

  it("is told nothing where this installation cannot be reached, or has no endpoint for it; the overview says so", async () => {
    const { ctx, there, endpoint, reply } = await twilio();
    const overview = async () => (await overviewChannels({ ctx }))[0]!.reports;
    expect(await overview()).toMatchObject({ kind: "by", endpointName: endpoint.name });
    ctx.platform.settings = readSettings({ PORT: "3999", FIRSTLINE_LOG_LEVEL: "silent" });
    await reply();
    expect(new URLSearchParams(there.heard.at(-1)!.body).has("StatusCallback")).toBe(false);
    expect(await overview()).toEqual({ kind: "no_address" });
    ctx.platform.settings = settings();
    await updateEndpoint({ ctx, input: { id: endpoint.id, enabled: false } });
    await reply();
    expect(new URLSearchParams(there.heard.at(-1)!.body).has("StatusCallback")).toBe(false);
    expect(await overview()).toEqual({ kind: "no_endpoint" });
  });
});

test("WeCom's customer service tells what it took and could not deliver", async () => {
  const config = (base_url: string) => ({ base_url, corp_id: "ww1", open_kfid: "wk1" });
  const { ctx, answer, reply, shown, conversation } = await desk("wecom-kf", config, "cs");
  answer.now = { body: { errcode: 0, errmsg: "ok", msgid: "m" } };
  const { id } = await reply();
  const event = {
    event_type: "msg_send_fail",
    open_kfid: "wk1",
    external_userid: "wm1",
    fail_msgid: id.replaceAll("-", ""),
    fail_type: 4,
  };
  const msg_list = [{ msgid: "e1", send_time: 1_795_000_000, origin: 4, msgtype: "event", event }];
  answer.now = { body: { errcode: 0, errmsg: "ok", next_cursor: "1", has_more: 0, msg_list } };
  const { send } = await connectSender(ctx, {
    source: "wecom",
    verification: { scheme: "bearer", secret: "a bearer token" },
  });
  const told = { MsgType: "event", Event: "kf_msg_or_event", Token: "PASS", OpenKfId: "wk1", MsgId: "a1" };
  const response = await send(JSON.stringify({ ToUserName: "ww1", ...told }), {
    authorization: "Bearer a bearer token",
  });
  const { event_id: eventId } = (await response.json()) as { event_id: string };
  expect(await fetchAnnounced({ ctx, input: { eventId } })).toBe(true);
  const { data } = await listEvents({ ctx, input: { type: "event", limit: 10 } });
  expect(await takeReceipt({ ctx, input: { eventId: data[0]!.id } })).toBe(true);
  expect(await shown(id)).toMatchObject({
    status: "failed",
    receiptText: "WeCom reports that it was not delivered. The customer wrote more than 48 hours ago.",
  });
  expect(await conversation()).toMatchObject({ attention: "delivery_failed" });
});
