import { parseFieldPath } from "../mapping/field-path.ts";

/** The names that lead to a field of the body; "*" stands for every item of a list. */
export type RedactionPath = string[];

/**
 * A path as a mapping writes it, into the body as it was sent: `customer.phone`, `cards[*].number`, `cards.0.number`. A name
 * that meets a list goes into each of its items, so that `cards.number` hides them all, too. Null when it is no such path.
 */
export function parseRedactionPath(text: string): RedactionPath | null {
  const dotted = text.replace(/\[(\*|\d+)\]/g, ".$1").replace(/^\./, "");
  const names = dotted.split(".");
  // A path of fields knows no star: it is put aside while the rest is looked at.
  const path = parseFieldPath(names.map((name) => (name === "*" ? "0" : name)).join("."));
  if (path?.in !== "body") return null;
  return names.slice(names.length - path.names.length);
}
