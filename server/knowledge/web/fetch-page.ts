import { DomainError } from "../../errors.ts";
import type { Outbound, OutboundResponse } from "../../platform/outbound.ts";
import { UnreachableError } from "../../platform/unreachable-error.ts";
import { maxDocumentBytes } from "../schema.ts";
import { longestRobots, mayRead } from "./robots.ts";

/** How this crawler names itself in robots.txt. */
const agent = "firstline";
const userAgent = "Firstline (reads pages for a support team's knowledge base)";
const timeoutMs = 20_000;
const mostRedirects = 5;
const robotsKeptMs = 10 * 60_000;
const mostHostsKept = 200;

const robotsOf = new Map<string, { text: string; until: number }>();

/** One request; redirects are followed by whoever asks. @throws DomainError unusable_content, source_unavailable */
async function get(outbound: Outbound, url: URL, maxResponseBytes: number): Promise<OutboundResponse> {
  try {
    return await outbound.fetch({
      url: url.href,
      method: "GET",
      headers: { "user-agent": userAgent, accept: "text/html, text/markdown, application/pdf, */*;q=0.5" },
      timeoutMs,
      maxResponseBytes,
    });
  } catch (error) {
    if (error instanceof UnreachableError)
      throw new DomainError("source_unavailable", error.message, { cause: error });
    // Another try leads to the same address.
    if (error instanceof DomainError)
      throw new DomainError("unusable_content", error.message, { cause: error });
    throw error;
  }
}

/** The host's robots.txt, kept for ten minutes: none where it answers 4xx, everything closed where it does not answer (RFC 9309, 2.3.1). */
async function readRobots(outbound: Outbound, url: URL, now: number): Promise<string> {
  const kept = robotsOf.get(url.origin);
  if (kept && kept.until > now) return kept.text;
  const closed = "user-agent: *\ndisallow: /";
  let address = new URL("/robots.txt", url);
  let text = closed;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const answer = await get(outbound, address, longestRobots);
    const next = redirectOf(answer, address);
    if (next) {
      address = next;
      continue;
    }
    text = answer.status < 300 ? answer.body : answer.status < 500 ? "" : closed;
    break;
  }
  if (robotsOf.size >= mostHostsKept) robotsOf.clear();
  robotsOf.set(url.origin, { text, until: now + robotsKeptMs });
  return text;
}

function redirectOf({ status, headers }: OutboundResponse, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || !headers.location) return undefined;
  return URL.canParse(headers.location, from.href) ? new URL(headers.location, from) : undefined;
}

/**
 * Fetches a page or file for the knowledge base, through the guard at every hop, when the host's robots.txt lets it.
 * @returns where it was found in the end, its bytes and the media type it was given
 * @throws DomainError unusable_content (closed to us, too large, not there, no public address); source_unavailable: another
 *   try can help
 */
export async function fetchPage(
  outbound: Outbound,
  address: string,
  now: number,
): Promise<{ url: URL; bytes: Uint8Array; mediaType: string }> {
  let url = new URL(address);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const robots = await readRobots(outbound, url, now);
    if (!mayRead(robots, agent, `${url.pathname}${url.search}`))
      throw new DomainError("unusable_content", "The site's robots.txt does not let this page be read.");
    const answer = await get(outbound, url, maxDocumentBytes);
    const next = redirectOf(answer, url);
    if (next) {
      url = next;
      continue;
    }
    if (answer.status === 429 || answer.status >= 500)
      throw new DomainError("source_unavailable", `The page answered ${answer.status}.`, {
        retryAfterSeconds: 30,
      });
    if (answer.status >= 300)
      throw new DomainError("unusable_content", `The page answered ${answer.status}.`);
    if (answer.truncated) throw new DomainError("unusable_content", "The page is larger than 20 MB.");
    return { url, bytes: answer.bytes, mediaType: answer.headers["content-type"] ?? "" };
  }
  throw new DomainError("unusable_content", "The page leads from address to address and never arrives.");
}
