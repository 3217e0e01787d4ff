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
  /** checkUrl for a mail server. */
  checkMailServer(server: { host: string; port: number }): Promise<void>;
  /** Sends one message by SMTP; the address is checked again at connect time. */
  sendMail(input: { server: MailServer; mail: OutboundMail }): Promise<MailAnswer>;
};

export type MailServer = {
  host: string;
  port: number;
  /** From the first byte, by STARTTLS (insisted on), or not at all. */
  tls: "implicit" | "starttls" | "plain";
  credentials?: { user: string; password: string };
};

export type OutboundMail = {
  /** With its angle brackets, as `references`: the id of the thread. */
  messageId: string;
  references: string;
  from: { address: string; name?: string };
  to: { address: string; name?: string };
  replyTo?: string;
  subject: string;
  text: string;
};

/**
 * `unknown`: the line broke after the message and before the server's word on it. `fault` where every message would meet
 * the same.
 */
export type MailAnswer =
  | { outcome: "sent"; response: string }
  | {
      outcome: "refused" | "failed";
      error: string;
      response?: string;
      fault?: "credentials" | "settings";
    }
  | { outcome: "unknown"; error: string };

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
  /** The answer read as UTF-8. */
  body: string;
  bytes: Uint8Array;
  truncated: boolean;
};
