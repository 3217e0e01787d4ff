import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { once } from "./registry.ts";

/**
 * A Request carries no peer address, and X-Forwarded-For is whatever the caller says. So main writes the address it knows
 * into this header, with a proof that no caller has; whoever reads it believes nothing without the proof.
 */
const header = "x-firstline-client-address";
const proof = () => once("client-address-proof", () => randomBytes(16).toString("base64url"));

/**
 * The address of the caller: the socket's, or, behind proxies of our own, the one the outermost of them saw. Each proxy
 * appends its caller to X-Forwarded-For, so with n proxies the n-th entry from the right is the first nobody could forge.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxyHops: number,
): string | undefined {
  if (trustedProxyHops === 0) return socketAddress;
  const hops = (forwardedFor ?? "").split(",").map((hop) => hop.trim());
  return hops.at(-trustedProxyHops) || socketAddress;
}

/** For main, on every request before anything else reads it. */
export function stampClientAddress(request: IncomingMessage, trustedProxyHops: number): void {
  const forwardedFor = request.headers["x-forwarded-for"]?.toString();
  const address = clientAddress(request.socket.remoteAddress, forwardedFor, trustedProxyHops);
  delete request.headers[header];
  if (address) request.headers[header] = `${proof()} ${address}`;
}

/** The address main wrote; undefined where no main stands in front, or where the caller made it up. */
export function readClientAddress(headers: Headers): string | undefined {
  const [given, address] = headers.get(header)?.split(" ") ?? [];
  return given === proof() ? address : undefined;
}
