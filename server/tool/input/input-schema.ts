import { Ajv, type ValidateFunction } from "ajv";
import { DomainError } from "../../errors.ts";
import { once } from "../../platform/registry.ts";
import type { Json, JsonObject } from "../schema.ts";

const largestSchema = 16 * 1024;
const deepest = 8;
const mostNodes = 200;
export const largestInput = 16 * 1024;

/**
 * The keywords of JSON Schema that a tool's input may use. Left out is what can make a short schema do much work: references,
 * regular expressions, conditions and the combination of alternatives.
 */
export const keywords: ReadonlySet<string> = new Set(
  `type properties required additionalProperties items enum const minimum maximum exclusiveMinimum exclusiveMaximum
   multipleOf minLength maxLength minItems maxItems minProperties maxProperties title description default examples format
   nullable`.split(/\s+/),
);
const neverOwn = new Set(["__proto__", "constructor", "prototype"]);
const types = new Set(["object", "array", "string", "number", "integer", "boolean", "null"]);

const refuse = (message: string) => new DomainError("invalid_input", `input_schema: ${message}`);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function checkNode(node: unknown, depth: number, seen: { nodes: number }): void {
  if (!isObject(node)) throw refuse("every schema in it must be an object.");
  if (depth > deepest) throw refuse(`it may be nested ${deepest} levels deep at most.`);
  if (++seen.nodes > mostNodes) throw refuse(`it may hold ${mostNodes} fields at most.`);
  for (const [keyword, value] of Object.entries(node)) {
    if (!keywords.has(keyword)) throw refuse(`the keyword "${keyword.slice(0, 40)}" is not supported.`);
    if (keyword === "type" && ![value].flat().every((one) => types.has(String(one))))
      throw refuse("there is a type that JSON Schema does not know.");
    if (keyword === "properties") {
      if (!isObject(value)) throw refuse("properties must be an object.");
      for (const [name, child] of Object.entries(value)) {
        if (neverOwn.has(name) || name.length > 64) throw refuse(`"${name.slice(0, 64)}" cannot be a field.`);
        checkNode(child, depth + 1, seen);
      }
    }
    if (keyword === "items") checkNode(value, depth + 1, seen);
    if (keyword === "additionalProperties" && typeof value !== "boolean") checkNode(value, depth + 1, seen);
  }
}

const ajv = () =>
  new Ajv({
    strict: false,
    strictNumbers: true,
    allErrors: false,
    validateFormats: false,
    addUsedSchema: false,
    logger: false,
  });

const keptValidators = 200;
const validators = () => once("tool-input-validators", () => new Map<string, ValidateFunction>());

/** Compiling costs ten milliseconds, and a schema is a row's, read anew for each call: the text is what it is known by. */
function validatorOf(schema: JsonObject): ValidateFunction {
  const kept = validators();
  const text = JSON.stringify(schema);
  const validate = kept.get(text) ?? ajv().compile(schema);
  kept.delete(text);
  kept.set(text, validate);
  if (kept.size > keptValidators) kept.delete(kept.keys().next().value!);
  return validate;
}

/** Names of the inputs a schema describes. */
export function inputsOf(schema: JsonObject): string[] {
  return isObject(schema.properties) ? Object.keys(schema.properties) : [];
}

export function requiredInputs(schema: JsonObject): string[] {
  return Array.isArray(schema.required) ? schema.required.filter((name) => typeof name === "string") : [];
}

/** Refuses a schema that is not one, or that could cost more than it says. @throws DomainError `invalid_input` */
export function checkInputSchema(schema: JsonObject): void {
  if (JSON.stringify(schema).length > largestSchema) throw refuse("it is larger than 16 KiB.");
  checkNode(schema, 1, { nodes: 0 });
  if (schema.type !== "object") throw refuse('its type must be "object".');
  const names = inputsOf(schema);
  const missing = requiredInputs(schema).find((name) => !names.includes(name));
  if (missing) throw refuse(`"${missing}" is required and not among its properties.`);
  try {
    ajv().compile(schema);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : "it cannot be read.");
  }
}

/**
 * What is wrong with a tool's input, in words; null when nothing is. Fields that the schema does not name are refused, also
 * where it says nothing of them.
 */
export function inputProblem(schema: JsonObject, input: unknown): string | null {
  if (!isObject(input)) return "the input must be an object";
  const text = JSON.stringify(input);
  if (text.length > largestInput) return "the input is larger than 16 KiB";
  if (!text.isWellFormed() || text.includes("\\u0000"))
    return "the input holds characters that cannot be stored";
  const names = inputsOf(schema);
  const odd = Object.keys(input).find((name) => !names.includes(name));
  if (odd !== undefined) return `"${odd.slice(0, 64)}" is not an input of this tool`;
  const validate = validatorOf(schema);
  if (validate(input)) return null;
  const [error] = validate.errors ?? [];
  if (error?.keyword === "required" && error.instancePath === "")
    return `the input ${error.params.missingProperty} is missing`;
  const where = error?.instancePath.slice(1).replaceAll("/", ".") ?? "";
  return `${where || "the input"} ${error?.message ?? "is not usable"}`;
}

/**
 * A value of an event as a field of this type takes it: systems disagree about whether an order number is a number. What
 * does not fit stays as it is, and the schema refuses it.
 */
export function fitValue(schema: JsonObject, name: string, value: unknown): Json | undefined {
  if (value === undefined) return undefined;
  const properties = isObject(schema.properties) ? schema.properties : {};
  const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const type = isObject(field) ? field.type : undefined;
  if (type === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  if ((type === "number" || type === "integer") && typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value))
    return Number.isSafeInteger(Math.trunc(Number(value))) ? Number(value) : value;
  return value as Json;
}
