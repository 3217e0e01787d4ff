import { DomainError } from "../../errors.ts";

/** A JSON text and its value; parsed again with every number as its digits when a field needs them. */
export type JsonText = { value: unknown; withDigits(): unknown };

export const maxJsonDepth = 64;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads bytes as JSON: strict UTF-8 (a byte order mark is skipped), nested at most 64 deep. Of duplicate keys the last one
 * counts, everywhere. Throws DomainError("invalid_encoding" | "invalid_json").
 */
export function readJson(bytes: Uint8Array): JsonText {
  const text = decode(bytes);
  if (isDeeperThan(text, maxJsonDepth))
    throw new DomainError("invalid_json", `The body is nested more than ${maxJsonDepth} levels deep.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DomainError(
      "invalid_json",
      text.trim() === "" ? "The body is empty; it must be JSON." : "The body is not valid JSON.",
    );
  }
  return { value, withDigits: () => JSON.parse(text, numberAsDigits) };
}

/** Form fields (application/x-www-form-urlencoded) as an object of texts; the first of a repeated field counts. */
export function readForm(bytes: Uint8Array): JsonText {
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(decode(bytes))) fields[name] ??= value;
  return { value: fields, withDigits: () => fields };
}

/** JSON.parse hands the source text of a primitive to its reviver (ES2025); TypeScript's library does not say so yet. */
function numberAsDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === "number" ? (context?.source ?? String(value)) : value;
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new DomainError("invalid_encoding", "The body is not valid UTF-8.");
  }
}

/** One pass over the text before anything recursive sees it. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i++;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > limit) return true;
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
  return false;
}
