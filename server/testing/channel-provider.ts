import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChannelKind, Reply } from "../channel/kinds/kind.ts";
import { type ChannelKindName, channelKinds } from "../channel/kinds/kinds.ts";
import type { TokenCache } from "../channel/kinds/token-cache.ts";
import { createOutbound } from "../platform/outbound-fetch.ts";

export type Heard = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: string;
};
export type Answer =
  | { status?: number; headers?: Record<string, string>; body?: unknown }
  | "drop"
  | "hang up";

const closers: (() => void)[] = [];
/** Ends what a test started. */
export function closeProviders(): void {
  for (const close of closers.splice(0)) close();
}

/** A provider on loopback that answers as `answer` says; "drop" breaks the line after the request was read. */
export async function provider(answer: (heard: Heard, all: Heard[]) => Answer | Promise<Answer>) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const url = new URL(request.url!, "http://provider");
    const call = {
      method: request.method!,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body,
    };
    heard.push(call);
    const say = await answer(call, heard);
    if (say === "drop" || say === "hang up") return void request.socket.destroy();
    const text = typeof say.body === "string" ? say.body : JSON.stringify(say.body ?? {});
    response.writeHead(say.status ?? 200, { "content-type": "application/json", ...say.headers }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { heard, host, url: `http://${host}` };
}

export const reply: Reply = {
  id: "01940b5e-0000-7000-8000-000000000001",
  text: "您的订单已发货。Your parcel is on its way.",
  body: "{}",
  contact: { externalId: "u-1", name: "王芳", email: "fang@example.com", phone: "138 1234 5678" },
  conversation: { id: "01940b5e-0000-7000-8000-0000000000aa", subject: "Order 8841" },
};
export const at = new Date("2026-11-23T10:00:00.123Z");

export function memory(): TokenCache & { saved: string[]; forget(): void } {
  let kept: string | undefined;
  const saved: string[] = [];
  return {
    saved,
    read: async () => kept,
    save: async (token) => {
      kept = token;
      saved.push(token);
    },
    forget: () => {
      kept = undefined;
    },
  };
}

export async function send(
  name: ChannelKindName,
  input: { host: string; config: object; secret?: unknown; tokens?: TokenCache; reply?: Partial<Reply> },
) {
  const kind = channelKinds[name] as unknown as ChannelKind;
  const outbound = createOutbound({ allowPrivateHosts: [input.host] });
  closers.push(() => void outbound.close());
  return kind.send({
    config: kind.config.parse(input.config),
    secrets: input.secret === undefined ? [] : [kind.secret!.parse(input.secret)],
    reply: { ...reply, ...input.reply },
    at,
    outbound,
    tokens: input.tokens ?? memory(),
  });
}

/** One row a kind: settings, secret, and the answer its provider gives to a message it takes. */
export const working: Record<
  string,
  { kind: ChannelKindName; config(url: string): object; secret: unknown; ok: unknown }
> = {
  slack: { kind: "slack", config: (base_url) => ({ base_url }), secret: "xoxb-1", ok: { ok: true } },
  "dingtalk-robot": {
    kind: "dingtalk-robot",
    config: (base_url) => ({ base_url }),
    secret: { access_token: "t", sign_secret: "SEC1" },
    ok: { errcode: 0, errmsg: "ok" },
  },
  "feishu-robot": {
    kind: "feishu-robot",
    config: (base_url) => ({ base_url }),
    secret: { hook_token: "h", sign_secret: "s" },
    ok: { code: 0, msg: "success" },
  },
  "wecom-robot": {
    kind: "wecom-robot",
    config: (base_url) => ({ base_url }),
    secret: "key",
    ok: { errcode: 0, errmsg: "ok" },
  },
  wecom: {
    kind: "wecom",
    config: (base_url) => ({ base_url, corp_id: "ww1", agent_id: 7 }),
    secret: "cs",
    ok: { errcode: 0, errmsg: "ok", msgid: "m" },
  },
  "wecom-kf": {
    kind: "wecom-kf",
    config: (base_url) => ({ base_url, corp_id: "ww1", open_kfid: "wk1" }),
    secret: "cs",
    ok: { errcode: 0, errmsg: "ok" },
  },
  feishu: {
    kind: "feishu",
    config: (base_url) => ({ base_url, app_id: "cli_1" }),
    secret: "as",
    ok: { code: 0, msg: "success" },
  },
  "sms, twilio": {
    kind: "sms",
    config: (base_url) => ({ provider: "twilio", base_url, account_sid: "AC1", from: "+15005550006" }),
    secret: "at",
    ok: { sid: "SM1", status: "queued" },
  },
  "sms, aliyun": {
    kind: "sms",
    config: (base_url) => ({
      provider: "aliyun",
      base_url,
      access_key_id: "ak",
      sign_name: "小店",
      template_code: "SMS_1",
    }),
    secret: "as",
    ok: { Code: "OK", Message: "OK", BizId: "1" },
  },
  "sms, http": {
    kind: "sms",
    config: (url) => ({ provider: "http", url: `${url}/sms` }),
    secret: "key",
    ok: {},
  },
};

export const token = { errcode: 0, errmsg: "ok", access_token: "T1", expires_in: 7200 };
export const isTokenCall = ({ path }: Heard) => /gettoken|tenant_access_token/.test(path);
export const tokenAnswer = ({ path }: Heard, value = "T1") => ({
  body: path.includes("tenant")
    ? { code: 0, msg: "ok", tenant_access_token: value, expire: 7200 }
    : { ...token, access_token: value },
});
