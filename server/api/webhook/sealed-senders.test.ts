import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { createEndpoint } from "../../endpoint/create-endpoint.ts";
import { callbackSignature, openMessage, sealMessage } from "../../endpoint/verification/callback-crypto.ts";
import { schemes } from "../../endpoint/verification/schemes.ts";
import { findEvent } from "../../incoming-event/find-event.ts";
import { getRequest } from "../../incoming-event/get-request.ts";
import { listRequests } from "../../incoming-event/list-requests.ts";
import { readEventPayload } from "../../incoming-event/read-event-payload.ts";
import { newId } from "../../platform/ids.ts";
import { testContext } from "../../testing/context.ts";
import { handleWebhook } from "./handle-webhook.ts";

const callback = {
  token: "a token",
  encoding_aes_key: "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR",
  receive_id: "ww1234",
};

/** An endpoint of a scheme, and how its sender posts to it and asks it. */
async function connect(ctx: Context, scheme: string, secret: string | Record<string, string>) {
  const input = { key: `test-${newId()}`, name: scheme, verification: { scheme, secret } };
  const { endpoint } = await createEndpoint({ ctx, input });
  const call = async (
    method: string,
    url: string,
    headers: Record<string, string> = {},
    body?: Uint8Array,
  ) => {
    const request = new Request(url, { method, headers, ...(body && { body: body as BodyInit }) });
    const response = await handleWebhook(ctx.platform, request, { remoteAddress: "192.0.2.1" });
    const text = await response.text();
    return { status: response.status, text, json: () => JSON.parse(text) };
  };
  const get = (query: Record<string, string>) => call("GET", `${endpoint.url}?${new URLSearchParams(query)}`);
  const post = (content: string, headers: Record<string, string> = {}) => {
    const request = {
      method: "POST",
      url: endpoint.url,
      headers: new Map<string, string[]>(),
      body: Buffer.from(content),
    };
    const value = typeof secret === "string" ? secret : JSON.stringify(secret);
    const proof = schemes
      .get(scheme)!
      .sign({ request, secret: value, options: {}, at: new Date(), seed: newId() });
    const all = { "content-type": "application/json", ...headers, ...proof.headers };
    return call("POST", proof.url ?? endpoint.url, all, proof.body ?? request.body);
  };
  return { endpoint, call, get, post };
}

const verdicts = async (ctx: Context) =>
  (await listRequests({ ctx, input: {} })).data.map(({ verdict, reason }) => reason ?? verdict);

describe("WeCom", () => {
  const message = (id: string, content = "灯在闪") =>
    `<xml><ToUserName><![CDATA[ww1234]]></ToUserName><FromUserName><![CDATA[zhangsan]]></FromUserName><CreateTime>1763892000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content><MsgId>${id}</MsgId><AgentID>1</AgentID></xml>`;

  test("a sealed message is opened into an event, once, and answered with 200", async () => {
    const ctx = await testContext();
    const { post } = await connect(ctx, "wecom", callback);
    const first = await post(message("4363689963896700987"));
    expect([first.status, first.json().status]).toEqual([200, "accepted"]);
    const event = await findEvent(ctx, first.json().event_id);
    expect(event).toMatchObject({
      eventKey: "4363689963896700987",
      type: "text",
      occurredAt: new Date(1763892000000),
      mapped: { text: "灯在闪", contact: { id: "zhangsan" } },
      verified: true,
    });
    expect((await readEventPayload({ ctx, input: { id: event!.id } })).body).toMatchObject({ AgentID: "1" });
    // Sealed anew, the bytes differ, and yet it is the same message.
    const again = await post(message("4363689963896700987"));
    expect(again.json()).toMatchObject({ status: "already_processed", event_id: event!.id });
    expect(await getRequest({ ctx, input: { id: again.json().request_id } })).toMatchObject({ reason: null });
    const other = await post(message("4363689963896700987", "other"));
    expect(await getRequest({ ctx, input: { id: other.json().request_id } })).toMatchObject({
      reason: "body_differs",
    });
    // What came over the wire is kept as it was.
    const { body } = await getRequest({ ctx, input: { id: first.json().request_id } });
    expect(Buffer.from(body!).toString()).toMatch(/^<xml>.*<Encrypt>/);
    expect(Buffer.from(body!).toString()).not.toContain("zhangsan");
  });

  test("its address is verified by a sealed echo, and refused to anybody else", async () => {
    const ctx = await testContext();
    const { get, call, endpoint } = await connect(ctx, "wecom", callback);
    const random = Buffer.alloc(16, 1);
    const echostr = sealMessage(callback.encoding_aes_key, { text: "59277", receiveId: "ww1234", random });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const query = { timestamp, nonce: "n", echostr };
    const msg_signature = callbackSignature(callback.token, timestamp, "n", echostr);
    const right = await get({ ...query, msg_signature });
    expect([right.status, right.text]).toEqual([200, "59277"]);
    expect((await get({ ...query, msg_signature: "0".repeat(40) })).status).toBe(403);
    expect((await get({ ...query, msg_signature, nonce: "m" })).status).toBe(403);
    expect((await get({})).status).toBe(401);
    expect((await call("PUT", endpoint.url)).status).toBe(405);
    expect(await verdicts(ctx)).toEqual([
      "method_not_allowed",
      "missing_credential",
      "signature_mismatch",
      "signature_mismatch",
      "handshake",
    ]);
  });

  test("what is not sealed, or sealed with other keys, is refused", async () => {
    const ctx = await testContext();
    const { call, endpoint } = await connect(ctx, "wecom", callback);
    const plain = await call("POST", endpoint.url, { "content-type": "text/xml" }, Buffer.from(message("1")));
    expect(plain.status).toBe(401);
    expect((await call("POST", endpoint.url, { "content-type": "text/html" }, Buffer.from("x"))).status).toBe(
      415,
    );
    expect(
      await ctx.platform.database.prisma.incomingEvent.count({ where: { workspaceId: ctx.workspaceId } }),
    ).toBe(0);
  });
});

describe("DingTalk", () => {
  const answerOf = (json: Record<string, string>) => {
    const { msg_signature, timeStamp, nonce, encrypt } = json;
    expect(msg_signature).toBe(callbackSignature(callback.token, timeStamp!, nonce!, encrypt!));
    const opened = openMessage(callback.encoding_aes_key, encrypt!)!;
    expect(opened.receiveId).toBe(callback.receive_id);
    return opened.text.toString();
  };

  test("check_url and every event are answered with a sealed success", async () => {
    const ctx = await testContext();
    const { post } = await connect(ctx, "dingtalk", callback);
    const checked = await post('{"EventType":"check_url"}');
    expect(checked.status).toBe(200);
    expect(answerOf(checked.json())).toBe("success");
    const suite = await post('{"EventType":"check_create_suite_url","Random":"LPIdSnlF"}');
    expect(answerOf(suite.json())).toBe("LPIdSnlF");

    const change =
      '{"EventType":"bpms_instance_change","corpId":"d","processInstanceId":"p1","createTime":1763892000000,"title":"退款申请","staffId":"lisi"}';
    const event = await post(change);
    expect([event.status, answerOf(event.json())]).toEqual([200, "success"]);
    expect(await findEvent(ctx, event.json().event_id)).toMatchObject({
      type: "bpms_instance_change",
      mapped: { text: "退款申请", entity: "p1", contact: { id: "lisi" } },
    });
    const again = await post(change);
    expect(again.json().status).toBe("already_processed");
    expect(answerOf(again.json())).toBe("success");
    expect(await verdicts(ctx)).toEqual(["duplicate", "accepted", "handshake", "handshake"]);
  });
});

describe("Feishu", () => {
  const signing = { encrypt_key: "an encrypt key", verification_token: "vt" };
  const message = JSON.stringify({
    schema: "2.0",
    header: { event_id: "e1", event_type: "im.message.receive_v1", create_time: "1763892000000" },
    event: {
      sender: { sender_id: { open_id: "ou_1" } },
      message: { chat_id: "oc_1", content: JSON.stringify({ text: "发票抬头填错了" }) },
    },
  });

  test.each([
    ["plain", { verification_token: "vt" }],
    ["encrypted", signing],
  ])("%s: the challenge is answered, a message becomes an event", async (_, secret) => {
    const ctx = await testContext();
    const { post } = await connect(ctx, "feishu", secret as Record<string, string>);
    const challenge = await post('{"type":"url_verification","challenge":"ajls384k"}');
    expect([challenge.status, challenge.json()]).toEqual([200, { challenge: "ajls384k" }]);
    const event = await post(message);
    expect(event.status).toBe(200);
    expect(await findEvent(ctx, event.json().event_id)).toMatchObject({
      eventKey: "e1",
      type: "im.message.receive_v1",
      mapped: { text: "发票抬头填错了", entity: "oc_1", contact: { id: "ou_1" } },
    });
    expect((await post(message)).json().status).toBe("already_processed");
    const { body } = await readEventPayload({ ctx, input: { id: event.json().event_id } });
    expect(body).toMatchObject({ event: { message: { content: { text: "发票抬头填错了" } } } });
  });

  test("an unsigned message is refused where there is a key; only the sealed challenge may come so", async () => {
    const ctx = await testContext();
    const { call, endpoint } = await connect(ctx, "feishu", signing);
    const seal = (text: string) => {
      const request = { method: "POST", url: "", headers: new Map(), body: Buffer.from(text) };
      const secret = JSON.stringify(signing);
      return schemes.get("feishu")!.sign({ request, secret, options: {}, at: new Date(), seed: newId() })
        .body!;
    };
    const json = { "content-type": "application/json" };
    const post = (body: Uint8Array) => call("POST", endpoint.url, json, body);
    expect((await post(seal('{"type":"url_verification","challenge":"c"}'))).text).toBe('{"challenge":"c"}');
    expect((await post(seal(message))).status).toBe(401);
    expect((await post(Buffer.from('{"type":"url_verification","challenge":"c","token":"vt"}'))).status).toBe(
      401,
    );
  });
});

describe("X", () => {
  test("its crc_token is answered with the digest, which never signs a body", async () => {
    const ctx = await testContext();
    const { get, post } = await connect(ctx, "x", "the consumer secret");
    const answer = await get({ crc_token: "NmQ3M2YwZGU" });
    const digest = createHmac("sha256", "the consumer secret").update("NmQ3M2YwZGU").digest("base64");
    expect(answer.json()).toEqual({ response_token: `sha256=${digest}` });
    expect((await get({ crc_token: '{"direct_message_events":[]}' })).status).toBe(401);

    const activity = (ids: string[]) =>
      JSON.stringify({
        for_user_id: "1",
        direct_message_events: ids.map((id) => ({
          id,
          created_timestamp: "1763892000000",
          message_create: { sender_id: "2", message_data: { text: `message ${id}` } },
        })),
      });
    const both = await post(activity(["a", "b"]));
    expect(both.status).toBe(200);
    expect(both.json().event_ids).toHaveLength(2);
    expect(await findEvent(ctx, both.json().event_ids[1])).toMatchObject({
      eventKey: "b",
      type: "direct_message",
      mapped: { text: "message b", contact: { id: "2" } },
    });
  });
});

test("Intercom: HEAD is answered, the ping is a handshake", async () => {
  const ctx = await testContext();
  const { call, post, endpoint } = await connect(ctx, "intercom", "the client secret");
  expect((await call("HEAD", endpoint.url)).status).toBe(200);
  const ping = await post('{"type":"notification_event","topic":"ping","id":"notif_1"}');
  expect([ping.status, ping.text]).toEqual([200, "pong"]);
  const event = await post(
    '{"type":"notification_event","topic":"conversation.user.created","id":"notif_2"}',
  );
  expect(event.status).toBe(202);
});

test("WeChat in plain mode: the caller is proven, and the body read", async () => {
  const ctx = await testContext();
  const { get, post } = await connect(ctx, "wechat-mp", { token: "test" });
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), "n"];
  const signature = callbackSignature("test", timestamp, nonce);
  expect((await get({ signature, timestamp, nonce, echostr: "4711" })).text).toBe("4711");
  expect((await get({ signature, timestamp, nonce: "m", echostr: "4711" })).status).toBe(403);
  expect((await get({ signature, timestamp, nonce, echostr: "<script>" })).status).toBe(401);
  const event = await post(
    "<xml><FromUserName>o1</FromUserName><CreateTime>1763892000</CreateTime><MsgType>event</MsgType><Event>subscribe</Event></xml>",
  );
  expect(await findEvent(ctx, event.json().event_id)).toMatchObject({
    eventKey: expect.stringMatching(/^o1\/1763892000\//),
    type: "subscribe",
  });
});
