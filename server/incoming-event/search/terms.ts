import type { MappedFields } from "../schema.ts";

/** A body is looked through up to here: what says what happened stands near the beginning. */
const longestText = 64 * 1024;
/** PostgreSQL counts positions up to 16,383. */
const mostTerms = 12_000;
const longestTerm = 64;

/** One Chinese character is a term, so that any part of a Chinese text is found; of other scripts a run of letters and digits is. */
const term = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;

const termsOf = (text: string): string[] =>
  (text.normalize("NFKC").toLowerCase().match(term) ?? []).map((one) =>
    [...one].slice(0, longestTerm).join(""),
  );

/** JSON's own ways of writing characters, as the characters they stand for. */
const unescaped = (text: string): string =>
  text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\["\\/bfnrt]/g, " ");

/** Everything an event can be found by: what was read from it, then its body as it came. */
export function searchableText(
  event: { eventKey: string; type: string; mapped: MappedFields },
  body: Uint8Array | null,
): string {
  const { text, entity, contact = {} } = event.mapped;
  const read = [event.eventKey, event.type, entity, ...Object.values(contact), text];
  const came = body ? unescaped(new TextDecoder().decode(body.subarray(0, longestText))) : "";
  return `${read.filter((one) => one !== undefined).join("\n")}\n${came}`.toWellFormed();
}

/** A `tsvector` in PostgreSQL's own notation: each term with the places it stands at. */
export function vectorOf(text: string): string {
  const places = new Map<string, number[]>();
  for (const [i, one] of termsOf(text).slice(0, mostTerms).entries()) {
    const known = places.get(one);
    if (!known) places.set(one, [i + 1]);
    // More of one term than this PostgreSQL does not keep.
    else if (known.length < 255) known.push(i + 1);
  }
  return [...places].map(([one, at]) => `'${one}':${at.join(",")}`).join(" ");
}

/**
 * A `tsquery` for what somebody typed: every word of it has to be there, the terms of one word ("ORD-2024", "退款") one
 * after the other; the last term may be the beginning of a longer one. Null when nothing can be looked for.
 */
export function queryOf(typed: string): string | null {
  const words = typed
    .split(/\s+/)
    .map(termsOf)
    .filter((terms) => terms.length > 0);
  if (words.length === 0) return null;
  return words
    .slice(0, 8)
    .map((terms) => {
      const kept = terms.slice(0, 24);
      const chain = kept.map((one, i) => (i === kept.length - 1 ? `'${one}':*` : `'${one}'`)).join(" <-> ");
      return `(${chain})`;
    })
    .join(" & ");
}
