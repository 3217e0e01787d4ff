import { type EventFields, readField } from "./event-fields.ts";
import type { Condition, Operator, Rule } from "./schema.ts";

const isNumber = (text: string) => /^[+-]?\d{1,15}(\.\d{1,10})?$/.test(text.trim());
const isTime = (text: string) => /^\d{4}-\d{2}-\d{2}([T ][\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(text.trim());

const asText = (value: unknown): string | null =>
  typeof value === "string"
    ? value
    : typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : null;

/** Equal as text, or as numbers where both are: 100, "100" and "100.00" are one amount. Case matters. */
function equal(found: unknown, wanted: unknown): boolean {
  if (found === null || wanted === null) return found === wanted;
  const [a, b] = [asText(found), asText(wanted)];
  if (a === null || b === null) return false;
  return a === b || (isNumber(a) && isNumber(b) && Number(a) === Number(b));
}

/** Less than zero, zero or more; null where the two cannot be ordered. */
function order(found: unknown, wanted: unknown): number | null {
  const [a, b] = [asText(found), asText(wanted)];
  if (a === null || b === null) return null;
  if (isNumber(a) && isNumber(b)) return Number(a) - Number(b);
  if (isTime(a) && isTime(b)) return Date.parse(a) - Date.parse(b);
  return null;
}

const oneOf = (found: unknown, wanted: unknown): boolean => {
  const choices = Array.isArray(wanted)
    ? wanted
    : String(wanted ?? "")
        .split(",")
        .map((one) => one.trim());
  return choices.some((one) => equal(found, one));
};

/** A list holds one of its items, a text a part of itself; case does not matter in texts. */
function contains(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(found)) return found.some((one) => equal(one, wanted));
  const [a, b] = [asText(found), asText(wanted)];
  return a !== null && b !== null && a.toLowerCase().includes(b.toLowerCase());
}

const comparisons: Record<Operator, (found: unknown, wanted: unknown) => boolean> = {
  "=": equal,
  "!=": (a, b) => !equal(a, b),
  ">": (a, b) => (order(a, b) ?? -1) > 0,
  ">=": (a, b) => (order(a, b) ?? -1) >= 0,
  "<": (a, b) => (order(a, b) ?? 1) < 0,
  "<=": (a, b) => (order(a, b) ?? 1) <= 0,
  contains,
  doesNotContain: (a, b) => !contains(a, b),
  beginsWith: (a, b) => asText(a)?.startsWith(asText(b) ?? "\u0000") ?? false,
  endsWith: (a, b) => asText(a)?.endsWith(asText(b) ?? "\u0000") ?? false,
  in: oneOf,
  notIn: (a, b) => !oneOf(a, b),
  null: (a) => a === undefined || a === null || a === "",
  notNull: (a) => a !== undefined && a !== null && a !== "",
};

const shown = (value: unknown): string => {
  if (value === undefined) return "not there";
  const text = JSON.stringify(value) ?? "not there";
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

function ruleFailure(rule: Rule, fields: EventFields): string | null {
  const found = readField(fields, rule.field);
  if (comparisons[rule.operator](found, rule.value)) return null;
  const wanted = rule.operator === "null" || rule.operator === "notNull" ? "" : ` ${shown(rule.value)}`;
  return `${rule.field} ${rule.operator}${wanted}, it is ${shown(found)}`;
}

/**
 * The first clause of a condition that an event fails, in words; null when it holds. A group without rules holds. In an
 * "or" all of them have failed, and all are named.
 */
export function failedRule(condition: Condition, fields: EventFields): string | null {
  if (condition.rules.length === 0) return null;
  const failures: string[] = [];
  for (const one of condition.rules) {
    const failure = "rules" in one ? failedRule(one, fields) : ruleFailure(one, fields);
    if (failure === null && condition.combinator === "or") return null;
    if (failure !== null && condition.combinator === "and") return failure;
    if (failure !== null) failures.push(failure);
  }
  return failures.length > 0 ? `none of (${failures.join("; ")})` : null;
}
