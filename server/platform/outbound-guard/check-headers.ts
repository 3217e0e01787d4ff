import { DomainError } from "../../errors.ts";

/** Whoever sets these speaks for the connection, not for the message (RFC 9110 §7.6.1) or borrows someone's identity. */
const reserved =
  /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|cookie|cookie2|proxy-.*|http2-settings|__proto__)$/i;
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;
/** Visible Latin-1, spaces and tabs within: what a header carries unchanged (RFC 9110 §5.5). */
const plainValue = /^([\x21-\x7e\x80-\xff]([\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/;

/**
 * Headers as a new plain list, provided that none can end the header section, move the message's borders or be changed on
 * the way.
 * @throws DomainError `invalid_input` that names the header, never its value
 */
export function checkHeaders(headers: Record<string, string>): [string, string][] {
  return Object.entries(headers).map(([name, value]) => {
    if (!token.test(name) || reserved.test(name))
      throw new DomainError("invalid_input", `The header "${name.slice(0, 40)}" cannot be set.`);
    if (typeof value !== "string" || value.length > 8192 || !plainValue.test(value))
      throw new DomainError("invalid_input", `The value of the header "${name}" cannot be sent as it is.`);
    return [name, value];
  });
}
