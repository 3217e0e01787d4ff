import type { Json, JsonObject } from "../schema.ts";
import { keywords } from "./input-schema.ts";

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function narrow(node: unknown): Json {
  if (!isObject(node)) return {};
  const kept = Object.entries(node).filter(([keyword]) => keywords.has(keyword));
  return Object.fromEntries(
    kept.map(([keyword, value]) => {
      if (keyword === "properties" && isObject(value))
        return [
          keyword,
          Object.fromEntries(Object.entries(value).map(([name, child]) => [name, narrow(child)])),
        ];
      if (keyword === "items") return [keyword, narrow(value)];
      if (keyword === "additionalProperties" && isObject(value)) return [keyword, narrow(value)];
      return [keyword, value];
    }),
  );
}

/**
 * A JSON Schema that somebody else wrote, with only the keywords a tool's input may use. What is left out (references,
 * patterns, alternatives) is no longer checked here; whoever wrote it checks it all the same.
 */
export function narrowSchema(schema: unknown): JsonObject {
  const narrowed = narrow(schema) as JsonObject;
  return {
    ...narrowed,
    type: "object",
    properties: isObject(narrowed.properties) ? narrowed.properties : {},
  };
}
