import { z } from "zod";
import { signDigest, verifyDigest } from "./digest.ts";
import type { DigestRule } from "./digest-rule.ts";
import { textHandshake } from "./handshake.ts";
import { defineScheme, type Scheme } from "./scheme.ts";
import { textSecret } from "./secret-shapes.ts";
import { signed } from "./signed-template.ts";

type Sender = DigestRule &
  Pick<Scheme, "idHeader" | "typeHeader" | "handshake" | "answersHead"> & {
    /** Whether the sender's screen lets one type a secret of one's own. */
    takesOurSecret?: boolean;
  };

const sha256 = { algorithm: "sha256" } as const;
const hexAfter = (prefix: string) => ({ encoding: "hex", form: { kind: "single", prefix } }) as const;
const base64 = { encoding: "base64", form: { kind: "single", prefix: "" } } as const;
const body = signed("{body}");

/**
 * Senders that sign their body with a keyed digest, as their makers describe it. Secrets are used as written unless a key is
 * given, also where they look like base64 (Zendesk) or begin with whsec_ (Stripe).
 */
const senders: Record<string, Sender> = {
  // docs.github.com: "Validating webhook deliveries"
  github: {
    ...sha256,
    ...hexAfter("sha256="),
    header: "x-hub-signature-256",
    signed: body,
    idHeader: "x-github-delivery",
    typeHeader: "x-github-event",
    takesOurSecret: true,
  },
  // stripe-node, src/Webhooks.ts: too old only; v0 is for tests and never counts
  stripe: {
    ...sha256,
    header: "stripe-signature",
    form: { kind: "list", label: "v1", separator: ",", joint: "=" },
    encoding: "hex",
    signed: signed("{timestamp}.{body}"),
    timestamp: { from: { field: "t" }, unit: "s", toleranceS: 300, pastOnly: true },
  },
  // docs.slack.dev: "Verifying requests from Slack"
  slack: {
    ...sha256,
    ...hexAfter("v0="),
    header: "x-slack-signature",
    signed: signed("v0:{timestamp}:{body}"),
    timestamp: { from: { header: "x-slack-request-timestamp" }, unit: "s", toleranceS: 300 },
    handshake: echoSlackChallenge,
  },
  // shopify-app-js, packages/apps/shopify-api/lib/webhooks
  shopify: {
    ...sha256,
    ...base64,
    header: "x-shopify-hmac-sha256",
    signed: body,
    idHeader: "x-shopify-event-id",
    typeHeader: "x-shopify-topic",
  },
  // developer.zendesk.com: "Verifying webhook authenticity"
  zendesk: {
    ...sha256,
    ...base64,
    header: "x-zendesk-webhook-signature",
    signed: signed("{timestamp}{body}"),
    timestamp: {
      from: { header: "x-zendesk-webhook-signature-timestamp" },
      unit: "iso",
      toleranceS: 300,
    },
    // For what a trigger posts without any field to make a key of.
    idHeader: "x-zendesk-webhook-invocation-id",
  },
  // developers.intercom.com: "Signed notifications"
  intercom: {
    algorithm: "sha1",
    ...hexAfter("sha1="),
    header: "x-hub-signature",
    signed: body,
    handshake: answerIntercomPing,
    answersHead: true,
  },
  // developers.hubspot.com: "Validating requests", version 3
  "hubspot-v3": {
    ...sha256,
    ...base64,
    header: "x-hubspot-signature-v3",
    url: decodeHubspotUrl,
    signed: signed("{method}{url}{body}{timestamp}"),
    timestamp: { from: { header: "x-hubspot-request-timestamp" }, unit: "ms", toleranceS: 300 },
  },
  // linear.app/developers/webhooks: the signed time stands in the body
  linear: {
    ...sha256,
    ...hexAfter(""),
    header: "linear-signature",
    signed: body,
    timestamp: { from: { bodyField: "webhookTimestamp" }, unit: "ms", toleranceS: 60 },
    idHeader: "linear-delivery",
    typeHeader: "linear-event",
  },
  // Atlassian's WebSub form: method=signature
  jira: {
    ...sha256,
    ...hexAfter("sha256="),
    header: "x-hub-signature",
    signed: body,
    idHeader: "x-atlassian-webhook-identifier",
    takesOurSecret: true,
  },
  // PagerDuty/developer-docs, docs/webhooks/04-Signatures.md
  pagerduty: {
    ...sha256,
    header: "x-pagerduty-signature",
    form: { kind: "list", label: "v1", separator: ",", joint: "=" },
    encoding: "hex",
    signed: body,
  },
  // chatwoot, lib/webhooks: signed since 4.x
  chatwoot: {
    ...sha256,
    ...hexAfter("sha256="),
    header: "x-chatwoot-signature",
    signed: signed("{timestamp}.{body}"),
    timestamp: { from: { header: "x-chatwoot-timestamp" }, unit: "s", toleranceS: 300 },
    idHeader: "x-chatwoot-delivery",
  },
};

/** Slack verifies an address by posting a challenge, signed like everything else. */
function echoSlackChallenge(value: unknown) {
  const call = value as { type?: unknown; challenge?: unknown } | null;
  return call?.type === "url_verification" && typeof call.challenge === "string"
    ? textHandshake(call.challenge)
    : null;
}

/** Intercom sends a signed ping when an address is saved. */
function answerIntercomPing(value: unknown) {
  const call = value as { type?: unknown; topic?: unknown } | null;
  return call?.type === "notification_event" && call.topic === "ping" ? textHandshake("pong") : null;
}

/** HubSpot signs the URL with these escapes undone. */
function decodeHubspotUrl(url: string): string {
  return url.replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, decodeURIComponent);
}

function scheme({ idHeader, typeHeader, handshake, answersHead, takesOurSecret, ...rule }: Sender): Scheme {
  return defineScheme({
    options: z.strictObject({}),
    secret: textSecret,
    ...(takesOurSecret ? { ourSecret: "text" as const } : {}),
    verify: (input) => verifyDigest(rule, input),
    sign: (input) => signDigest(rule, input),
    ...(idHeader ? { idHeader } : {}),
    ...(typeHeader ? { typeHeader } : {}),
    ...(handshake ? { handshake } : {}),
    ...(answersHead ? { answersHead } : {}),
    credentialHeaders: () => [],
  });
}

export const digestSenders: Record<string, Scheme> = Object.fromEntries(
  Object.entries(senders).map(([name, sender]) => [name, scheme(sender)]),
);
