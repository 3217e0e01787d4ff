import { type FieldSource, parseFieldPath, readFieldPath } from "../../endpoint/mapping/field-path.ts";
import type { MappedFields } from "../../incoming-event/schema.ts";

/** All of an event that conditions, tool inputs and templates may read. */
export type EventFields = FieldSource & {
  contact: NonNullable<MappedFields["contact"]>;
  event: { type: string; text?: string; entity?: string };
};

/**
 * The value a path names. `contact.` and `event.` lead to what the endpoint's mapping read, where it read that; everything
 * else to the request itself.
 */
export function readField(fields: EventFields, text: string): unknown {
  const path = parseFieldPath(text);
  if (!path) return undefined;
  const [first, second, ...rest] = text.split(".");
  if ((first === "contact" || first === "event") && second !== undefined && rest.length === 0) {
    const mapped: Record<string, unknown> = fields[first];
    if (Object.hasOwn(mapped, second)) return mapped[second];
  }
  return readFieldPath(fields, path);
}

const deepest = 4;
const mostVisited = 2000;

/**
 * Where the body has a field of this name with a simple value: the one nearest to the top, the first of several. Null when
 * there is none.
 */
export function findField(
  body: unknown,
  name: string,
): { path: string; value: string | number | boolean } | null {
  let level: { path: string; value: unknown }[] = [{ path: "body", value: body }];
  let visited = 0;
  for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const { path, value } of level) {
      if (typeof value !== "object" || value === null || ++visited > mostVisited) continue;
      if (!Array.isArray(value) && Object.hasOwn(value, name)) {
        const found = (value as Record<string, unknown>)[name];
        if (typeof found === "string" || typeof found === "number" || typeof found === "boolean")
          return { path: `${path}.${name}`, value: found };
      }
      for (const [key, child] of Object.entries(value).slice(0, 100))
        if (typeof child === "object" && child !== null) next.push({ path: `${path}.${key}`, value: child });
    }
    level = next;
  }
  return null;
}
