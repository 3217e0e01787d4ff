import type { Outbound } from "../../platform/outbound.ts";

/** One request and what came back, beside the bodies. */
export type Exchange = {
  request: { url: string; headers: Record<string, string> };
  answered?: { headers: Record<string, string> };
};

const secretHeader = /signature|authorization|cookie|token|secret|api-?key/i;

/** Headers as they may be shown: of what signs or opens something the name only. */
export function maskHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secretHeader.test(name) ? "••••" : value.slice(0, 1000).replaceAll("\u0000", "\ufffd"),
    ]),
  );
}

/**
 * The way out, with the last exchange remembered. Providers take secrets in paths and parameters, so of their addresses the
 * origin is kept; a webhook's is the admin's own.
 */
export function watchOutbound(
  outbound: Outbound,
  wholeUrl: boolean,
): { outbound: Outbound; last(): Exchange | undefined } {
  let exchange: Exchange | undefined;
  return {
    last: () => exchange,
    outbound: {
      ...outbound,
      checkUrl: (url) => outbound.checkUrl(url),
      fetch: async (request) => {
        const url = wholeUrl ? request.url : new URL(request.url).origin;
        exchange = { request: { url, headers: maskHeaders(request.headers) } };
        const answer = await outbound.fetch(request);
        exchange.answered = { headers: maskHeaders(answer.headers) };
        return answer;
      },
    },
  };
}
