import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { explainRefusal } from "./explain.ts";
import { verificationInput } from "./schema.ts";
import { schemes } from "./schemes.ts";

const at = new Date("2026-11-23T10:00:00Z");
const seconds = Math.floor(at.getTime() / 1000);
const body = '{"event_id":"1","text":"你好"}';
const hex = (key: string, content = body) => createHmac("sha256", key).update(content).digest("hex");
const whsec = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

type Case = {
  scheme?: string;
  headers: Record<string, string>;
  body?: string;
  secrets?: string[];
  expired?: string[];
  others?: string[];
};

function explain({
  scheme: name = "github",
  headers,
  secrets = ["right"],
  expired = [],
  others = [],
  ...rest
}: Case) {
  const scheme = schemes.get(name)!;
  const { scheme: _, ...options } = verificationInput.parse({ scheme: name });
  const listed = (values: string[]) => values.map((value, i) => ({ id: String(i), value }));
  return explainRefusal({
    scheme,
    schemeName: name,
    options,
    request: {
      method: "POST",
      url: "https://desk.example/api/webhook/v1/a",
      headers: new Map(Object.entries(headers).map(([key, value]) => [key, [value]])),
      body: Buffer.from(rest.body ?? body),
    },
    at,
    secrets: listed(secrets),
    expired: listed(expired),
    others: listed(others).map((secret) => ({ endpoint: "Shop", secret })),
  }).map(({ code, params }) => ({ code, ...params }));
}

const github = (value: string) => ({ "x-hub-signature-256": value });
const stripe = (key: string, moved = 0) => ({
  "stripe-signature": `t=${seconds - moved},v1=${hex(key, `${seconds - moved}.${body}`)}`,
});

test.each<[string, Case, object]>([
  ["right now", { headers: github(`sha256=${hex("right")}`) }, { code: "accepted_now" }],
  ["no secret", { headers: github(`sha256=${hex("right")}`), secrets: [] }, { code: "no_secret" }],
  ["no header", { headers: {} }, { code: "header_missing", header: "x-hub-signature-256" }],
  [
    "the digest without its prefix",
    { headers: github(hex("right")) },
    { code: "prefix_missing", header: "x-hub-signature-256", prefix: "sha256=" },
  ],
  [
    "the secret before the last one",
    { headers: github(`sha256=${hex("old")}`), expired: ["old"] },
    { code: "previous_secret" },
  ],
  [
    "another endpoint's",
    { headers: github(`sha256=${hex("shop")}`), others: ["shop"] },
    { code: "other_endpoint", endpoint: "Shop" },
  ],
  [
    "a secret pasted with quotes",
    { headers: github(`sha256=${hex("right")}`), secrets: ['"right"'] },
    { code: "secret_trimmed" },
  ],
  [
    "another spelling of the body",
    { headers: github(`sha256=${hex("right", JSON.stringify(JSON.parse(body), null, 2))}`) },
    { code: "body_reserialised" },
  ],
  ["nothing signed", { headers: github(`sha256=${hex("right", "")}`) }, { code: "body_not_signed" }],
  [
    "decoded, where this sender takes it verbatim",
    {
      headers: github(
        `sha256=${createHmac("sha256", Buffer.from(whsec.slice(6), "base64"))
          .update(body)
          .digest("hex")}`,
      ),
      secrets: [whsec],
    },
    { code: "secret_reading", reading: "base64" },
  ],
  [
    "verbatim, where this sender decodes it",
    {
      scheme: "standard-webhooks",
      headers: {
        "webhook-id": "m",
        "webhook-timestamp": String(seconds),
        "webhook-signature": `v1,${createHmac("sha256", whsec).update(`m.${seconds}.${body}`).digest("base64")}`,
      },
      secrets: [whsec],
    },
    { code: "secret_reading", reading: "verbatim" },
  ],
  [
    "nine minutes old",
    { scheme: "stripe", headers: stripe("right", 540) },
    { code: "timestamp_old", seconds: 540, allowed: 300 },
  ],
  [
    "old, by an old secret",
    { scheme: "stripe", headers: stripe("old", 540), expired: ["old"] },
    { code: "previous_secret" },
  ],
  [
    "as another sender signs",
    { scheme: "github", headers: { ...github("sha256=00"), "linear-signature": hex("right") } },
    { code: "other_scheme", scheme: "linear" },
  ],
  [
    "the headers of another sender",
    { headers: { "x-shopify-hmac-sha256": "AAAA" } },
    { code: "looks_like", scheme: "shopify" },
  ],
  ["not a digest", { headers: github("sha256=xyz") }, { code: "digest_form" }],
  ["who knows", { headers: github(`sha256=${hex("unknown")}`) }, { code: "secret_differs" }],
])("%s", (_, input, expected) => {
  expect(explain(input)).toContainEqual(expect.objectContaining(expected));
});

test("no secret is ever in what is said", () => {
  const said = JSON.stringify(
    explain({
      headers: github(`sha256=${hex("canary-shop")}`),
      secrets: ["canary-own"],
      others: ["canary-shop"],
      expired: ["canary-old"],
    }),
  );
  expect(said).not.toContain("canary");
});
