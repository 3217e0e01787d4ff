import type { SecretOwner } from "../secret/schema.ts";

/** Where a channel's secret is kept, as JSON where it is more than one string. */
export const signingSecretOf = (channelId: string): SecretOwner => ({
  kind: "channel",
  id: channelId,
  slot: "signing",
});

/** Where the short-lived token of its provider is kept. */
export const tokenOf = (channelId: string): SecretOwner => ({
  kind: "channel",
  id: channelId,
  slot: "access-token",
});

const originOf = (address: string) => {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
};

/** Whether two sets of addresses have the same origins: a secret is bound to those it was made for. */
export function sameOrigins(a: string[], b: string[]): boolean {
  const [before, after] = [a, b].map((addresses) => addresses.map(originOf).sort().join(" "));
  return before === after;
}
