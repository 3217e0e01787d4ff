import type { SecretOwner } from "../secret/schema.ts";

/** Where a channel's signing secret is kept. */
export const signingSecretOf = (channelId: string): SecretOwner => ({
  kind: "channel",
  id: channelId,
  slot: "signing",
});

/** Whether two addresses have the same origin: a secret is bound to the one it was made for. */
export function sameOrigin(a: string, b: string): boolean {
  return new URL(a).origin === new URL(b).origin;
}
