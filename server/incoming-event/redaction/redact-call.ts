import { redactBytes } from "../../endpoint/redaction/redact-bytes.ts";
import type { Redaction } from "../../endpoint/redaction/redaction.ts";

type Call = { headers: [string, string][]; body: Uint8Array | null; content: Uint8Array | null };

export type RedactedCall = {
  /** By which fields. */
  fields: string[];
  /** Null where it cannot be shown: it is sealed or XML, or could not be read. */
  body: Uint8Array | null;
  content: Uint8Array | null;
  changed: boolean;
  /** Of the fields those that stood there. */
  found: string[];
  /** The values taken out, as text. */
  values: Set<string>;
};

/**
 * What a call carried, without the values that its endpoint hides; null where it hides none, or there is no body. Of a sealed
 * or XML body only the JSON that it stands for is left: its fields cannot be taken out of the bytes.
 */
export function redactCall(call: Call, redaction: Redaction | null): RedactedCall | null {
  const said = call.content ?? call.body;
  if (!redaction || !said) return null;
  const { fields } = redaction;
  const contentType = call.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const { bytes, changed, found, removed } = redactBytes(said, redaction, contentType);
  const sealedToo = call.content !== null && (changed || found.some(Boolean));
  return {
    fields,
    body: call.content === null ? bytes : sealedToo ? null : call.body,
    content: call.content ? bytes : null,
    changed: changed || (sealedToo && call.body !== null),
    found: fields.filter((_, i) => found[i]),
    values: new Set(removed.flatMap((json) => leavesOf(JSON.parse(json, asWritten)))),
  };
}

/** A number with the digits that were sent (ES2025's third argument of a reviver). */
function asWritten(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === "number" ? (context?.source ?? String(value)) : value;
}

function leavesOf(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(leavesOf);
  return value === null ? [] : [String(value)];
}
