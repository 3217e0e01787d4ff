import { fitValue, inputsOf, requiredInputs } from "../../tool/input/input-schema.ts";
import type { Json, JsonObject, Tool } from "../../tool/schema.ts";
import { type EventFields, findField, readField } from "./event-fields.ts";

/** A tool's input made of event fields, and the fields it rests on: {path: value}. */
export type FilledInput = { input: JsonObject; evidence: JsonObject };

/**
 * Fills a tool's input from an event: the named inputs from their paths, the other required ones from event fields of the
 * same name. What is not there is left out, and the tool's schema says so.
 */
export function fillInputs(
  tool: Pick<Tool, "inputSchema">,
  paths: Record<string, string>,
  fields: EventFields,
): FilledInput {
  const input: JsonObject = {};
  const evidence: JsonObject = {};
  const required = requiredInputs(tool.inputSchema);
  for (const name of inputsOf(tool.inputSchema)) {
    const path = Object.hasOwn(paths, name) ? paths[name]! : undefined;
    const found =
      path !== undefined
        ? { path, value: readField(fields, path) }
        : required.includes(name)
          ? findField(fields.body, name)
          : null;
    if (!found || found.value === undefined || found.value === null) continue;
    input[name] = fitValue(tool.inputSchema, name, found.value)!;
    evidence[found.path] = found.value as Json;
  }
  return { input, evidence };
}
