import { parseFieldPath, readFieldPath } from "../../endpoint/mapping/field-path.ts";
import { DomainError } from "../../errors.ts";
import type { Json, JsonObject } from "../schema.ts";

export const largestOutput = 16 * 1024;
const longestText = 4000;

/** Refuses an output mapping that is not one of plain dotted paths. @throws DomainError `invalid_input` */
export function checkOutputMapping(output: Record<string, string>): void {
  if (Object.keys(output).length > 50) throw new DomainError("invalid_input", "output: 50 fields at most.");
  for (const [name, path] of Object.entries(output))
    if (name === "__proto__" || !parseFieldPath(path))
      throw new DomainError("invalid_input", `output.${name}: write a dotted path such as data.status.`);
}

/** Text that PostgreSQL can hold, and no more of it than anyone reads. */
function clean(value: unknown, depth = 0): Json {
  if (typeof value === "string") {
    const text = value.replaceAll("\u0000", "\ufffd").toWellFormed();
    return text.length > longestText ? `${text.slice(0, longestText).toWellFormed()}…` : text;
  }
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (depth > 8 || typeof value !== "object") return null;
  if (Array.isArray(value)) return value.map((one) => clean(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "__proto__")
      .map(([name, one]) => [clean(name) as string, clean(one, depth + 1)]),
  );
}

/**
 * What of an answer is kept: the mapped fields (a path that leads nowhere gives none), or the whole of it when no field is
 * mapped, in 16 KiB.
 * @returns the output, or what is wrong in words
 */
export function readOutput(
  mapping: Record<string, string>,
  answer: unknown,
): { output: JsonObject } | { problem: string } {
  const mapped = Object.entries(mapping);
  let output: JsonObject;
  if (mapped.length === 0) {
    const whole = clean(answer);
    output = typeof whole === "object" && whole !== null && !Array.isArray(whole) ? whole : { result: whole };
  } else {
    const found = mapped.flatMap(([name, path]) => {
      const value = readFieldPath(
        { headers: {}, query: {}, body: answer },
        { in: "body", names: path.split(".") },
      );
      return value === undefined ? [] : [[name, clean(value)] as const];
    });
    output = Object.fromEntries(found);
  }
  if (JSON.stringify(output).length > largestOutput)
    return { problem: "The answer is larger than 16 KiB; map the fields that are needed." };
  return { output };
}

/** A text without any of these secrets: a system may echo what it was sent. Short ones would hit ordinary words. */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  let clean = text;
  for (const secret of secrets)
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]))
      if (form.length >= 6) clean = clean.replaceAll(form, "[secret]");
  return clean;
}
