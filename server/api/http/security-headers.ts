import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

const oneYear = 31_536_000;

/** Headers every answer carries. */
export function setCommonHeaders(response: ServerResponse, publicUrl: string): void {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "same-origin");
  response.setHeader("cross-origin-opener-policy", "same-origin");
  if (publicUrl.startsWith("https:"))
    response.setHeader("strict-transport-security", `max-age=${oneYear}; includeSubDomains`);
}

/**
 * The content security policy of a page: our own scripts by nonce, nothing from elsewhere, no image that could carry a
 * secret out. Next reads the nonce from the request's header of the same name and puts it on its scripts.
 */
export function setPagePolicy(request: IncomingMessage, response: ServerResponse): void {
  const nonce = randomBytes(16).toString("base64");
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  response.setHeader("content-security-policy", policy);
  response.setHeader("x-frame-options", "DENY");
}
