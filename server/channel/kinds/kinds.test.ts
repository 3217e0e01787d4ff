import { createHmac } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import {
  type Answer,
  at,
  closeProviders,
  isTokenCall,
  provider,
  reply,
  send,
  tokenAnswer,
  working,
} from "../../testing/channel-provider.ts";
import type { ChannelKind } from "./kind.ts";
import { channelKinds } from "./kinds.ts";
import { signedQuery } from "./sms/aliyun.ts";

afterEach(closeProviders);

describe.each(Object.entries(working))("%s", (_, { kind, config, secret, ok }) => {
  const answering = (answer: Answer) =>
    provider((heard) => (isTokenCall(heard) ? tokenAnswer(heard) : answer));
  const sendTo = async (server: { host: string; url: string }) =>
    send(kind, { host: server.host, config: config(server.url), secret });

  test("sends the exact text", async () => {
    const server = await answering({ body: ok });
    expect(await sendTo(server)).toMatchObject({ outcome: "sent" });
    const { body } = server.heard.at(-1)!;
    const text = body.startsWith("{")
      ? JSON.stringify(JSON.parse(body))
      : decodeURIComponent(body.replaceAll("+", " "));
    expect(text.replaceAll('\\"', '"')).toContain(reply.text);
  });

  test("an HTML error page is a sentence, and tried again", async () => {
    const server = await answering({ status: 502, body: "<html>Bad gateway</html>" });
    expect(await sendTo(server)).toMatchObject({ outcome: "failed", httpStatus: 502, error: /502/ });
  });

  test("a line that breaks after the request is tried again only where the provider knows a repeat", async () => {
    const server = await answering("drop");
    const expected = (channelKinds[kind] as ChannelKind).repeatable ? "failed" : "unknown";
    expect(await sendTo(server)).toMatchObject({ outcome: expected });
  });

  test("nobody there is tried again", async () => {
    const server = await answering({ body: ok });
    const result = await send(kind, {
      host: "127.0.0.1:9",
      config: config("http://127.0.0.1:9"),
      secret,
    });
    expect(result).toMatchObject({ outcome: "failed", error: /ECONNREFUSED/ });
    expect(server.heard).toEqual([]);
  });

  test("an address nobody opened is refused", async () => {
    const server = await answering({ body: ok });
    const result = await send(kind, { host: "127.0.0.1:9", config: config(server.url), secret });
    expect(result).toMatchObject({ outcome: "refused" });
    expect(server.heard).toEqual([]);
  });
});

/** Errors inside HTTP 200 and out of it: what passes with time, and what does not. */
test.each<[string, Answer, object]>([
  [
    "slack",
    { body: { ok: false, error: "channel_not_found" } },
    { outcome: "refused", error: /member of it/ },
  ],
  ["slack", { body: { ok: false, error: "internal_error" } }, { outcome: "failed" }],
  [
    "slack",
    { status: 429, headers: { "retry-after": "30" }, body: { ok: false, error: "ratelimited" } },
    { outcome: "failed", retryAfterSeconds: 30 },
  ],
  [
    "dingtalk-robot",
    { body: { errcode: 130101, errmsg: "send too fast" } },
    { outcome: "failed", retryAfterSeconds: 60 },
  ],
  [
    "dingtalk-robot",
    { body: { errcode: 310000, errmsg: "sign not match" } },
    { outcome: "refused", error: /signing secret/ },
  ],
  ["feishu-robot", { body: { code: 19021, msg: "sign match fail" } }, { outcome: "refused", error: /clock/ }],
  [
    "feishu-robot",
    { body: { code: 11232, msg: "frequency limited" } },
    { outcome: "failed", retryAfterSeconds: 60 },
  ],
  ["feishu", { body: { code: 230013, msg: "no availability" } }, { outcome: "refused" }],
  [
    "wecom-robot",
    { body: { errcode: 93000, errmsg: "invalid webhook url" } },
    { outcome: "refused", error: /key/ },
  ],
  [
    "wecom-robot",
    { body: { errcode: 45009, errmsg: "api freq out of limit" } },
    { outcome: "failed", retryAfterSeconds: 60 },
  ],
  ["wecom", { body: { errcode: -1, errmsg: "system busy" } }, { outcome: "failed" }],
  [
    "wecom",
    { body: { errcode: 60020, errmsg: "not allow to access from your ip" } },
    { outcome: "refused", error: /trusted IPs/ },
  ],
  [
    "wecom",
    { body: { errcode: 0, errmsg: "ok", invaliduser: "u-1" } },
    { outcome: "refused", error: /no member u-1/ },
  ],
  [
    "sms, twilio",
    { status: 400, body: { code: 21211, message: "Invalid 'To'" } },
    { outcome: "refused", error: /telephone number/ },
  ],
  ["sms, twilio", { status: 429, body: { code: 20429, message: "Too many" } }, { outcome: "failed" }],
  [
    "sms, aliyun",
    { body: { Code: "isv.MOBILE_NUMBER_ILLEGAL", Message: "号码错误" } },
    { outcome: "refused", error: /号码错误/ },
  ],
  [
    "sms, aliyun",
    { body: { Code: "isv.BUSINESS_LIMIT_CONTROL", Message: "触发限流" } },
    { outcome: "failed" },
  ],
  ["sms, http", { status: 401 }, { outcome: "refused" }],
  [
    "sms, http",
    { status: 429, headers: { "retry-after": "7" } },
    { outcome: "failed", retryAfterSeconds: 7 },
  ],
])("%s: %o", async (row, answer, expected) => {
  const { kind, config, secret } = working[row]!;
  const server = await provider((heard) => (isTokenCall(heard) ? tokenAnswer(heard) : answer));
  const { error, ...rest } = expected as { error?: RegExp };
  const result = await send(kind, { host: server.host, config: config(server.url), secret });
  expect(result).toMatchObject({ ...rest, ...(error && { error: expect.stringMatching(error) }) });
});

test("DingTalk's and Feishu's robots sign as their documentation says", async () => {
  const server = await provider(({ path }) => ({
    body: path.startsWith("/robot") ? { errcode: 0 } : { code: 0 },
  }));
  const { host, url } = server;
  await send("dingtalk-robot", {
    host,
    config: { base_url: url },
    secret: { access_token: "t", sign_secret: "SECx" },
  });
  await send("feishu-robot", {
    host,
    config: { base_url: url },
    secret: { hook_token: "h", sign_secret: "sx" },
  });
  const [dingtalk, feishu] = server.heard;
  const ms = String(at.getTime());
  expect(dingtalk?.query.get("sign")).toBe(
    createHmac("sha256", "SECx").update(`${ms}\nSECx`).digest("base64"),
  );
  const seconds = String(Math.floor(at.getTime() / 1000));
  expect(JSON.parse(feishu!.body)).toMatchObject({
    timestamp: seconds,
    sign: createHmac("sha256", `${seconds}\nsx`).update("").digest("base64"),
  });
});

test("Alibaba Cloud's signature is the one of its documentation's example", () => {
  // "RPC mechanism", request signatures: DescribeRegions with testid and testsecret.
  const parameters = {
    Timestamp: "2016-02-23T12:46:24Z",
    Format: "XML",
    AccessKeyId: "testid",
    Action: "DescribeRegions",
    SignatureMethod: "HMAC-SHA1",
    SignatureNonce: "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
    Version: "2014-05-26",
    SignatureVersion: "1.0",
  };
  expect(signedQuery("GET", parameters, "testsecret")).toMatch(
    /^Signature=OLeaidS1JvxuMvnyHOwuJ%2BuX5qY%3D&/,
  );
});

test("a text too long for WeCom is not sent", async () => {
  const server = await provider((heard) => tokenAnswer(heard));
  const { config, secret } = working.wecom!;
  const result = await send("wecom", {
    host: server.host,
    config: config(server.url),
    secret,
    reply: { text: "好".repeat(700) },
  });
  expect(result).toMatchObject({ outcome: "refused", error: /2048 bytes/ });
  expect(server.heard).toEqual([]);
});
