import { createHmac } from "node:crypto";

/**
 * Headers of an outgoing webhook after Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body` with each secret, the
 * signatures separated by a space, so that a receiver can change its secret without a gap.
 * @param input.secrets `whsec_` + base64, newest first
 */
export function signPayload(input: {
  id: string;
  timestamp: Date;
  body: string;
  secrets: string[];
}): Record<string, string> {
  const timestamp = String(Math.floor(input.timestamp.getTime() / 1000));
  const signatures = input.secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${input.id}.${timestamp}.${input.body}`).digest("base64")}`;
  });
  return {
    "webhook-id": input.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
