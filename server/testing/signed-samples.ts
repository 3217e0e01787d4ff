import { createHash, createHmac } from "node:crypto";

/** A right request of a scheme, made by the plainest code that makes one. */
export type Sample = {
  /** As the contract has it. */
  verification: { scheme: string } & Record<string, unknown>;
  secret: string;
  /** Another one of the same shape, where that is not any text. */
  otherSecret?: string;
  headers: Record<string, string>;
  body?: string;
  url?: string;
};

export const sampleTime = new Date("2026-11-23T10:00:00.400Z");
export const seconds = Math.floor(sampleTime.getTime() / 1000);
export const sampleUrl = "https://desk.example/api/webhook/v1/tickets";
export const sampleBody = '{"event_id":"evt_1","text":"设备无法开机 😀"}';
export const whsec = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
export const secret = "a secret that is used as written";

export const mac = (algorithm: string, key: string | Buffer, content: string) =>
  createHmac(algorithm, key).update(content);
const hex = (content: string) => mac("sha256", secret, content).digest("hex");
const base64 = (content: string) => mac("sha256", secret, content).digest("base64");
const standard = (prefix: string) => ({
  [`${prefix}-id`]: "msg_1",
  [`${prefix}-timestamp`]: String(seconds),
  [`${prefix}-signature`]: `v1,${mac("sha256", Buffer.from(whsec.slice(6), "base64"), `msg_1.${seconds}.${sampleBody}`).digest("base64")}`,
});
const plain = (scheme: string, headers: Record<string, string>): Sample => ({
  verification: { scheme },
  secret,
  headers,
});

const linearBody = `{"action":"create","type":"Issue","webhookTimestamp":${seconds * 1000}}`;
const bodyHash = createHash("sha256").update(sampleBody).digest("hex");
const twilioUrl = `${sampleUrl}?bodySHA256=${bodyHash}`;
const twilioForm = "From=%2B15550001&Body=Hello&Digits=2&Digits=1";
const hubspotUrl = `${sampleUrl}?to=a%40b%2Fc&keep=%25`;
const metaSecret = (token: string, app: string) => JSON.stringify({ verify_token: token, app_secret: app });

/** The schemes that sign. */
export const signedSamples: Record<string, Sample> = {
  "standard-webhooks": { ...plain("standard-webhooks", standard("webhook")), secret: whsec },
  svix: { ...plain("svix", standard("svix")), secret: whsec },
  github: plain("github", { "x-hub-signature-256": `sha256=${hex(sampleBody)}` }),
  stripe: plain("stripe", { "stripe-signature": `t=${seconds},v1=${hex(`${seconds}.${sampleBody}`)}` }),
  slack: plain("slack", {
    "x-slack-request-timestamp": String(seconds),
    "x-slack-signature": `v0=${hex(`v0:${seconds}:${sampleBody}`)}`,
  }),
  shopify: plain("shopify", { "x-shopify-hmac-sha256": base64(sampleBody) }),
  zendesk: plain("zendesk", {
    "x-zendesk-webhook-signature-timestamp": "2026-11-23T10:00:00Z",
    "x-zendesk-webhook-signature": base64(`2026-11-23T10:00:00Z${sampleBody}`),
  }),
  intercom: plain("intercom", {
    "x-hub-signature": `sha1=${mac("sha1", secret, sampleBody).digest("hex")}`,
  }),
  "hubspot-v3": {
    ...plain("hubspot-v3", {
      "x-hubspot-request-timestamp": `${seconds}000`,
      "x-hubspot-signature-v3": base64(`POST${sampleUrl}?to=a@b/c&keep=%25${sampleBody}${seconds}000`),
    }),
    url: hubspotUrl,
  },
  linear: { ...plain("linear", { "linear-signature": hex(linearBody) }), body: linearBody },
  jira: plain("jira", { "x-hub-signature": `sha256=${hex(sampleBody)}` }),
  pagerduty: plain("pagerduty", { "x-pagerduty-signature": `v1=${hex(sampleBody)}` }),
  grafana: plain("grafana", { "x-grafana-alerting-signature": hex(sampleBody) }),
  "grafana with a time": {
    verification: { scheme: "grafana", header: "X-Sum", timestamp_header: "X-Time" },
    secret,
    headers: { "x-sum": hex(`${seconds}:${sampleBody}`), "x-time": String(seconds) },
  },
  chatwoot: plain("chatwoot", {
    "x-chatwoot-timestamp": String(seconds),
    "x-chatwoot-signature": `sha256=${hex(`${seconds}.${sampleBody}`)}`,
  }),
  meta: {
    verification: { scheme: "meta" },
    secret: metaSecret("token", secret),
    otherSecret: metaSecret("token", "another"),
    headers: { "x-hub-signature-256": `sha256=${hex(sampleBody)}` },
  },
  "twilio, JSON": {
    ...plain("twilio", { "x-twilio-signature": mac("sha1", secret, twilioUrl).digest("base64") }),
    url: twilioUrl,
  },
  "twilio, form": {
    ...plain("twilio", {
      "x-twilio-signature": mac("sha1", secret, `${sampleUrl}BodyHelloDigits1Digits2From+15550001`).digest(
        "base64",
      ),
    }),
    body: twilioForm,
  },
  "hmac, sha512 in base64": {
    verification: { scheme: "hmac", header: "X-Sum", algorithm: "sha512", encoding: "base64" },
    secret,
    headers: { "x-sum": mac("sha512", secret, sampleBody).digest("base64") },
  },
  "hmac, signed time and method": {
    verification: {
      scheme: "hmac",
      header: "X-Sum",
      algorithm: "sha1",
      prefix: "v0=",
      signed: "{method}:{timestamp}:{header.X-Topic}:{body}",
      timestamp_header: "X-Time",
    },
    secret,
    headers: {
      "x-sum": `v0=${mac("sha1", secret, `POST:${seconds}:tickets:${sampleBody}`).digest("hex")}`,
      "x-time": String(seconds),
      "x-topic": "tickets",
    },
  },
};

/** The schemes that only name the caller. */
export const tokenSamples: Record<string, Sample> = {
  token: {
    verification: { scheme: "token", header: "X-Gitlab-Token" },
    secret,
    headers: { "x-gitlab-token": secret },
  },
  bearer: plain("bearer", { authorization: `Bearer ${secret}` }),
  basic: {
    verification: { scheme: "basic" },
    secret: JSON.stringify({ username: "desk", password: "pässword" }),
    otherSecret: JSON.stringify({ username: "a", password: "b" }),
    headers: { authorization: `Basic ${Buffer.from("desk:pässword").toString("base64")}` },
  },
};
