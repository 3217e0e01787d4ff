import { createHash } from "node:crypto";
import ipaddr from "ipaddr.js";

const address =
  /^(?!-)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/**
 * One plain address (RFC 5321 dot-string @ host name): ASCII as sent, so that no look-alike of "@" or of a letter can
 * turn into another address; no lists, comments, quotes, display names or IP literals, and no leading hyphen, which mail
 * programs take for an option.
 */
export function isEmailAddress(text: string): boolean {
  return text.length <= 254 && text.lastIndexOf("@") <= 64 && address.test(text);
}

/** How a one-time token is kept: it has 256 random bits, so a slow hash adds nothing. */
export function hashSignInToken(token: string): Buffer<ArrayBuffer> {
  return createHash("sha256").update(token).digest() as Buffer<ArrayBuffer>;
}

/** Wrong passwords that one account, one address, and all addresses we cannot tell apart may produce. */
export const signInWindows = {
  account: { limit: 10, seconds: 15 * 60 },
  peer: { limit: 30, seconds: 15 * 60 },
  unknownPeer: { limit: 300, seconds: 15 * 60 },
};

/** The counter of an account: of fixed length whatever was typed, and not readable as an address. */
export function accountWindowKey(typedEmail: string): string {
  return `sign-in:account:${createHash("sha256").update(typedEmail.toLowerCase()).digest("base64url")}`;
}

/** The counter of a network address: an IPv6 customer has a whole /64, so that is what counts as one. */
export function peerWindowKey(address: string): string {
  if (!ipaddr.isValid(address)) return "sign-in:peer:unknown";
  const ip = ipaddr.process(address);
  return `sign-in:peer:${ip.kind() === "ipv6" ? ip.toNormalizedString().split(":").slice(0, 4).join(":") : ip.toString()}`;
}
