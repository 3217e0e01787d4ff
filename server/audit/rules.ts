export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

const secretKey = /secret|password|token|ciphertext|nonce|hash|api_?key$|authorization|cookie/i;
const maxDepth = 12;
const maxTextLength = 10_000;

/** NUL and lone surrogates are valid in a JavaScript string and refused by PostgreSQL's jsonb. */
function storableText(text: string): string {
  const clean = text.toWellFormed().replaceAll("\u0000", "\uFFFD");
  return clean.length > maxTextLength ? `${clean.slice(0, maxTextLength).toWellFormed()}…` : clean;
}

/**
 * A value as the audit keeps it: JSON that jsonb accepts, dates as ISO strings, bytes by their length only, and whatever
 * stands under a name that speaks of a secret as "[redacted]".
 */
export function toAuditJson(value: unknown, depth = 0): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return storableText(value);
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || depth >= maxDepth) return `[${typeof value}]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => toAuditJson(item, depth + 1));
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.map(([key, item]) => [
      storableText(key),
      secretKey.test(key) && item !== null && typeof item !== "boolean"
        ? "[redacted]"
        : toAuditJson(item, depth + 1),
    ]),
  );
}
