import { DomainError } from "../errors.ts";

const maxDepth = 64;

/** The dotted path of the first text that PostgreSQL could not store as it is; undefined when there is none. */
function unstorablePath(value: unknown, path: string[], seen: Set<object>): string | undefined {
  if (typeof value === "string")
    return value.includes("\u0000") || !value.isWellFormed() ? path.join(".") : undefined;
  if (typeof value !== "object" || value === null || seen.has(value) || ArrayBuffer.isView(value))
    return undefined;
  if (path.length > maxDepth)
    throw new DomainError("invalid_input", `The input is nested more than ${maxDepth} levels deep.`);
  seen.add(value);
  for (const [key, item] of Object.entries(value)) {
    const found = unstorablePath(key, [...path, key], seen) ?? unstorablePath(item, [...path, key], seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Refuses texts with a NUL or half a surrogate pair, before a statement does: PostgreSQL stores neither.
 * @throws DomainError `invalid_input` with the field's name
 */
export function requireStorable(input: unknown): void {
  const path = unstorablePath(input, [], new Set());
  if (path !== undefined)
    throw new DomainError(
      "invalid_input",
      `${JSON.stringify(path).slice(1, -1) || "The input"} holds a character that cannot be stored.`,
    );
}
