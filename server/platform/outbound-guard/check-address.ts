import { isIP } from "node:net";
import { DomainError } from "../../errors.ts";
import { isPublicAddress } from "./public-address.ts";

/** Names that mean something inside a network only (RFC 6761, RFC 6762, RFC 8375, RFC 9476 and custom). */
const insideNames =
  /(^|\.)(localhost|localdomain|local|internal|intranet|private|lan|corp|home|home\.arpa|arpa|svc|onion|alt|invalid|test)$/;

const openPorts = new Set([80, 443]);

const refuse = (sentence: string) => new DomainError("host_not_allowed", sentence);

/** An entry of FIRSTLINE_ALLOW_PRIVATE_HOSTS as a URL would spell its host and port. */
export function canonicalHostPort(entry: string): string {
  const port = entry.slice(entry.lastIndexOf(":") + 1);
  return `${new URL(`http://${entry}`).hostname}:${Number(port)}`;
}

/** Host and port of a URL, the scheme's default written out. */
export function hostPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === "https:" ? 443 : 80)}`;
}

/**
 * What can be said of an address without asking DNS. Read once, by the same parser that will be connected with, so that
 * there is one opinion about where it leads.
 * @param allowed host:port pairs, canonical, that the operator opened beside the public internet
 * @returns the URL, and whether it is one of the operator's, which nothing else is asked of
 * @throws DomainError `host_not_allowed`
 */
export function checkAddress(text: string, allowed: ReadonlySet<string>): { url: URL; isOpened: boolean } {
  // The parser drops tabs and line breaks and reads a backslash as a slash; nobody means them.
  if (text.length > 2048 || /[\p{Cc}\s\\]/u.test(text) || !URL.canParse(text))
    throw refuse("Give one complete address, for example https://api.example.com/hook.");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw refuse("The address has to begin with https:// or http://.");
  if (url.username || url.password)
    throw refuse("The address carries a user name or password; put credentials into a secret.");
  if (allowed.has(hostPort(url))) return { url, isOpened: true };

  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  if (!openPorts.has(port))
    throw refuse(
      `Port ${port} is not open. Use 443 or 80, or ask the operator to add ${hostPort(url)} to FIRSTLINE_ALLOW_PRIVATE_HOSTS.`,
    );
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const isOutside = isIP(host) ? isPublicAddress(host) : host.includes(".") && !insideNames.test(host);
  if (!isOutside)
    throw refuse(
      `${url.hostname} is not on the public internet. The operator can add ${hostPort(url)} to FIRSTLINE_ALLOW_PRIVATE_HOSTS.`,
    );
  return { url, isOpened: false };
}
