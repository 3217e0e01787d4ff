import type { MappedFields } from "../schema.ts";
import { searchableText, vectorOf } from "../search/terms.ts";
import type { RedactedCall } from "./redact-call.ts";

/** What was read from a call, without what is hidden of it now: name, address and number may be; the same object where nothing is. */
export function hideInMapped(
  mapped: MappedFields,
  hidden: Pick<RedactedCall, "values"> | null,
): MappedFields {
  const { contact } = mapped;
  if (!contact || !hidden) return mapped;
  const kept = Object.entries(contact).filter(([name, value]) => name === "id" || !hidden.values.has(value));
  if (kept.length === Object.keys(contact).length) return mapped;
  const { contact: _, ...rest } = mapped;
  return kept.length > 0 ? { ...rest, contact: Object.fromEntries(kept) } : rest;
}

type Bytes = { body: Uint8Array | null; content: Uint8Array | null };

/** The terms an event is found by: of a sealed body those of the JSON it stands for. */
export function indexOf(
  event: { eventKey: string; type: string; mapped: MappedFields },
  call: Bytes | null,
  hidden: Bytes | null,
): string {
  const { body, content } = hidden ?? call ?? { body: null, content: null };
  return vectorOf(searchableText(event, content ?? body));
}
