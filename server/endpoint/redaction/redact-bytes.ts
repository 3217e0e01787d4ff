import { redactForm } from "./redact-form.ts";
import { isJson, redactJson } from "./redact-json.ts";
import type { Redaction } from "./redaction.ts";

export type RedactedBytes = {
  /** Null where the bytes could not be read: then nothing of them may be shown. */
  bytes: Uint8Array | null;
  changed: boolean;
  found: boolean[];
  removed: string[];
};

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A body without what is hidden of it. One that is not what it should be is hidden whole: its fields cannot be told apart. */
export function redactBytes(
  bytes: Uint8Array,
  { paths, forms }: Redaction,
  contentType: string | undefined,
): RedactedBytes {
  const nothing = { changed: false, found: paths.map(() => false), removed: [] };
  if (bytes.length === 0) return { bytes, ...nothing };
  const text = decode(bytes);
  if (text !== null && isJson(text)) return done(redactJson(text, paths), bytes, text);
  const isForm = forms && /^application\/x-www-form-urlencoded\b/i.test(contentType?.trim() ?? "");
  if (text !== null && isForm && !/^\s*[[{"]/.test(text)) return done(redactForm(text, paths), bytes, text);
  return { ...nothing, bytes: null, changed: true };
}

function done(
  { text, found, removed }: ReturnType<typeof redactJson>,
  bytes: Uint8Array,
  before: string,
): RedactedBytes {
  const changed = removed.length > 0;
  return { bytes: changed && text !== before ? Buffer.from(text) : bytes, changed, found, removed };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}
