/**
 * The only way out of the machine (DESIGN.md invariant 6). `server/platform/outbound-fetch.ts` implements it.
 */
export type Outbound = {
  /**
   * Checks an address before it is saved: http(s), allowed port, no credentials, a public host or one of
   * FIRSTLINE_ALLOW_PRIVATE_HOSTS. Throws DomainError("host_not_allowed") with a sentence.
   */
  checkUrl(url: string): Promise<URL>;
  /** Sends one request; redirects are not followed; the address is checked again at connect time. */
  fetch(request: OutboundRequest): Promise<OutboundResponse>;
};

export type OutboundRequest = {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  timeoutMs: number;
  /** Bytes of the answer kept; the rest is discarded. */
  maxResponseBytes: number;
};

export type OutboundResponse = {
  status: number;
  headers: Record<string, string>;
  body: string;
  truncated: boolean;
};
