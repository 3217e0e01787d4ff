import { createHmac } from "node:crypto";
import { handleWebhook } from "../api/webhook/handle-webhook.ts";
import type { Context } from "../context.ts";
import { createEndpoint } from "../endpoint/create-endpoint.ts";
import { newId } from "../platform/ids.ts";

/** A sender of Standard Webhooks and the endpoint it posts to, in the context's workspace. */
export type WebhookSender = Awaited<ReturnType<typeof connectSender>>;

type Overrides = {
  id?: string;
  /** Unix seconds, or any text. */
  timestamp?: number | string;
  secret?: string;
  headers?: Record<string, string | null>;
  method?: string;
  path?: string;
};

export const testSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

export function standardSignature(
  secret: string,
  id: string,
  timestamp: number | string,
  body: Uint8Array | string,
) {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
}

export async function connectSender(
  ctx: Context,
  endpoint: Partial<Parameters<typeof createEndpoint>[0]["input"]> = {},
) {
  const { endpoint: created, generatedSecret } = await createEndpoint({
    ctx,
    input: {
      key: `test-${newId()}`,
      name: "Test sender",
      verification: { scheme: "standard-webhooks", secret: testSecret },
      ...endpoint,
    },
  });

  /** Any request to the endpoint, as the edge sees it. */
  const send = (
    body: Uint8Array | string | undefined,
    headers: Record<string, string>,
    overrides: Overrides = {},
  ) => {
    const { method = "POST", path = `/api/webhook/v1/${created.key}` } = overrides;
    const all = { "content-type": "application/json", ...headers, ...overrides.headers };
    const kept = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
    const request = new Request(`http://127.0.0.1:3999${path}`, {
      method,
      headers: kept,
      ...(method !== "GET" && method !== "HEAD" && body !== undefined ? { body: body as BodyInit } : {}),
    });
    return handleWebhook(ctx.platform, request, { remoteAddress: "192.0.2.1" });
  };

  /** A request signed as Standard Webhooks over these bytes; header overrides come last, null leaves one out. */
  const post = (body: Uint8Array | string, overrides: Overrides = {}) => {
    const {
      id = `msg_${newId()}`,
      timestamp = Math.floor(Date.now() / 1000),
      secret = testSecret,
    } = overrides;
    return send(
      body,
      {
        "webhook-id": id,
        "webhook-timestamp": String(timestamp),
        "webhook-signature": `v1,${standardSignature(secret, id, timestamp, body)}`,
      },
      overrides,
    );
  };

  return { endpoint: created, generatedSecret, send, post };
}
