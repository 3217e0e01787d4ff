import { DomainError } from "../../errors.ts";
import type { Json, JsonObject, ToolRequest } from "../schema.ts";

const slot = /\{([^{}]*)\}/g;
const slotName = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const secretMark = /\{\{\s*secret\.([A-Za-z][A-Za-z0-9_]{0,63})\s*\}\}/g;

const refuse = (message: string) => new DomainError("invalid_input", message);

/** The inputs a template's address names, each once, in order. */
export function slotsOf(url: string): string[] {
  return [...new Set([...url.matchAll(slot)].map((found) => found[1]!))];
}

/** The secrets a template's headers name, each once. */
export function secretsNamed(headers: Record<string, string>): string[] {
  return [
    ...new Set(
      Object.values(headers).flatMap((value) => [...value.matchAll(secretMark)].map(([, name]) => name!)),
    ),
  ];
}

/** The template's address with something harmless in its slots: what the guard is asked about when it is saved. */
export function sampleUrl(url: string): string {
  return url.replace(slot, "x");
}

/** Scheme, host and port: what a tool's secrets are bound to. */
export function originOf(url: string): string {
  return new URL(sampleUrl(url)).origin;
}

/**
 * Checks what can be said of a template without asking the network: slots stand behind the host only and name inputs that
 * exist; secrets stand in header values only.
 * @throws DomainError `invalid_input`
 */
export function checkRequestTemplate(request: ToolRequest, inputs: readonly string[]): void {
  const { url, headers } = request;
  if (url.includes("{{"))
    throw refuse("request.url: secrets stand in headers only; write {name} for an input.");
  if (url.includes("#")) throw refuse("request.url: leave out what follows #; it is never sent.");
  const behindHost = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?{}]+[/?]/.exec(`${url}/`);
  if (!behindHost) throw refuse("request.url: give a complete address whose host is fixed.");
  const names = slotsOf(url);
  const odd = names.find((name) => !slotName.test(name));
  if (odd !== undefined || /[{}]/.test(url.replace(slot, "")))
    throw refuse("request.url: write a slot as {name}, with letters, digits and _.");
  const unknown = names.find((name) => !inputs.includes(name));
  if (unknown) throw refuse(`request.url: {${unknown}} is not a property of input_schema.`);
  for (const [name, value] of Object.entries(headers)) {
    if (/^(idempotency-key|content-type|accept-encoding)$/i.test(name))
      throw refuse(`request.headers: ${name} is set by Firstline.`);
    if (/\{\{|\}\}/.test(value.replace(secretMark, "")))
      throw refuse(`request.headers: ${name} may hold {{secret.name}} and no other template.`);
  }
  const lower = Object.keys(headers).map((name) => name.toLowerCase());
  if (new Set(lower).size < lower.length) throw refuse("request.headers: a header is named twice.");
}

function asText(name: string, value: Json | undefined): string {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    throw refuse(`${name}: only a text, a number or true and false can stand in the address.`);
  const text = String(value);
  if (text === "" || !text.isWellFormed()) throw refuse(`${name}: must be a well-formed text.`);
  return text;
}

/** What percent signs, dots and slashes could still make of a path, once filled (WHATWG URL, dot segments). */
function leavesItsPlace(path: string): boolean {
  return path.split("/").some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
}

/**
 * Fills a template with checked inputs: each value only as one encoded piece of its slot, the others as query of a GET or as
 * JSON body otherwise. Secrets are not in it yet.
 * @throws DomainError `invalid_input`
 */
export function fillRequest(request: ToolRequest, input: JsonObject): { url: string; body?: string } {
  const named = slotsOf(request.url);
  const filled = request.url.replace(slot, (_, name: string) =>
    encodeURIComponent(asText(name, Object.hasOwn(input, name) ? input[name] : undefined)),
  );
  const queryAt = filled.indexOf("?");
  if (leavesItsPlace(queryAt < 0 ? filled : filled.slice(0, queryAt)))
    throw refuse("An input would lead to another place of the address.");
  const url = new URL(filled);
  if (url.origin !== originOf(request.url))
    throw refuse("An input would lead to another place of the address.");
  const rest = Object.entries(input).filter(([name]) => !named.includes(name));
  if (request.method !== "GET")
    return {
      url: url.href,
      ...((rest.length > 0 || request.method !== "DELETE") && {
        body: JSON.stringify(Object.fromEntries(rest)),
      }),
    };
  for (const [name, value] of rest)
    for (const one of [value].flat(1))
      if (one !== null) url.searchParams.append(name, asText(name, one as Json));
  return { url: url.href };
}

/** Header values with their secrets in place. @throws DomainError `invalid_input` when one is not set */
export function fillHeaders(
  headers: Record<string, string>,
  secrets: ReadonlyMap<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      value.replace(secretMark, (_, secret: string) => {
        const found = secrets.get(secret);
        if (found === undefined)
          throw refuse(`The secret "${secret}" is not set; enter it in the tool's settings.`);
        return found;
      }),
    ]),
  );
}
