/**
 * Where a field sits in a request: a plain dotted path of own properties, no expression language. `headers.x-topic` and
 * `query.lang` name one header or query parameter; `body.data.id`, or `data.id`, walks the body; arrays go by index.
 */
export type FieldPath = { in: "headers" | "query" | "body"; names: string[] };

/** What a path is read from. Header names are lower-cased; the first value of a repeated query parameter counts. */
export type FieldSource = { headers: Record<string, string>; query: Record<string, string>; body: unknown };

const maxLength = 256;
const maxDepth = 16;
// Letters and digits of any script, and the marks that occur in property names; nothing an expression would need.
const name = /^[\p{L}\p{M}\p{N}_$@:/ -]+$/u;
const neverOwn = new Set(["__proto__", "constructor", "prototype"]);

/** The path a text names, or null when it is not one. */
export function parseFieldPath(text: string): FieldPath | null {
  if (text.length === 0 || text.length > maxLength) return null;
  const names = text.split(".");
  if (names.length > maxDepth || !names.every((part) => name.test(part) && !neverOwn.has(part))) return null;
  const [first, ...rest] = names;
  if (first === "headers" && rest.length > 0) return { in: "headers", names: [rest.join(".").toLowerCase()] };
  if (first === "query" && rest.length > 0) return { in: "query", names: [rest.join(".")] };
  if (first === "body" && rest.length > 0) return { in: "body", names: rest };
  return { in: "body", names };
}

/** The value at a path, or undefined; inherited properties do not exist. */
export function readFieldPath(source: FieldSource, path: FieldPath): unknown {
  let value: unknown = source[path.in];
  for (const part of path.names) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    if (Array.isArray(value) && !/^(0|[1-9]\d*)$/.test(part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}
