import type { Arrival } from "./arrival.ts";

const mask = "[masked]";
const telling = /authorization|cookie|token|secret|passw|api[-_]?key|credential|session/i;
const tellingParameter = /^(key|auth|sig|signature|code|pwd)$/i;

/**
 * URL and headers as they may be shown: the values of credentials, known by the scheme or by their names, are masked.
 * @param credentialHeaders lower-cased names that the endpoint's scheme takes credentials from
 */
export function maskCredentials(
  arrival: Pick<Arrival, "url" | "headers">,
  credentialHeaders: readonly string[],
): { url: string; headers: Arrival["headers"]; masked: boolean } {
  let masked = false;
  const hide = () => {
    masked = true;
    return mask;
  };
  const headers = arrival.headers.map(([name, value]): [string, string] => {
    const isCredential = credentialHeaders.includes(name.toLowerCase()) || telling.test(name);
    return [name, isCredential ? hide() : value];
  });
  const [path, query] = splitOnce(arrival.url, "?");
  if (query === undefined) return { url: arrival.url, headers, masked };
  const parameters = query.split("&").map((parameter) => {
    const [name, value] = splitOnce(parameter, "=");
    const isCredential = telling.test(name) || tellingParameter.test(name);
    return value && isCredential ? `${name}=${hide()}` : parameter;
  });
  return { url: `${path}?${parameters.join("&")}`, headers, masked };
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
