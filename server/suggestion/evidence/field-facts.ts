import { claimSource, supports } from "./check-claims.ts";
import { datesOf, sameDay } from "./dates.ts";

/** A single value that a draft may rest on, and where it stands: "tools.query_order_status.eta", "body.data.order_id". */
export type FieldFact = { source: "event" | "tool"; field: string; value: string; toolCallId: string | null };

const deepest = 6;
const mostFacts = 300;

/** The simple values of a JSON value with their paths, in order; up to 300. */
export function leavesOf(value: unknown, path: string): { path: string; value: string }[] {
  const leaves: { path: string; value: string }[] = [];
  const visit = (one: unknown, at: string, depth: number): void => {
    if (leaves.length >= mostFacts || depth > deepest) return;
    if (typeof one === "string" || typeof one === "number") {
      const text = String(one).trim();
      if (text !== "") leaves.push({ path: at, value: text.slice(0, 500) });
    } else if (typeof one === "object" && one !== null)
      for (const [name, child] of Object.entries(one)) visit(child, `${at}.${name}`, depth + 1);
  };
  visit(value, path, 0);
  return leaves;
}

/** Values that say something when they stand in a sentence: not a lone letter, and of an event only ids, amounts and dates. */
function telling(fact: FieldFact): boolean {
  const hasDigit = /\p{N}/u.test(fact.value);
  if (fact.source === "event") return (hasDigit && fact.value.length >= 3) || fact.value.includes("@");
  return hasDigit || [...fact.value].length >= 2;
}

const beginsLatin = /^[\p{Script=Latin}\p{N}]/u;

/** Whether a sentence states the value: word for word, as the same number, or as the same day written otherwise. */
function states(sentence: string, value: string): boolean {
  if (value.length <= 200 && beginsLatin.test(value) && supports(claimSource([sentence]), value)) return true;
  if (!beginsLatin.test(value) && sentence.includes(value)) return true;
  const days = datesOf(value);
  return days.length === 1 && datesOf(sentence).some((day) => sameDay(day, days[0]!));
}

/** The facts a sentence states; of two that say the same, the tool's. */
export function factsIn(sentence: string, facts: FieldFact[]): FieldFact[] {
  const found = facts.filter((fact) => telling(fact) && states(sentence, fact.value));
  const told = new Set<string>();
  return found
    .toSorted((a, b) => (a.source === b.source ? 0 : a.source === "tool" ? -1 : 1))
    .filter(({ value }) => {
      const isNew = !told.has(value);
      told.add(value);
      return isNew;
    })
    .slice(0, 5);
}
