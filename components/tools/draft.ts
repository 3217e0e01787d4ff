import type { Answers } from "../trpc.ts";

export type ShownTool = Answers["tool"]["show"];
type Schema = ShownTool["inputSchema"];

export const inputTypes = ["string", "number", "integer", "boolean", "object", "array"] as const;
export type InputType = (typeof inputTypes)[number];

/** One input as the form shows it; `rest` is what the form does not show and keeps. */
export type InputRow = {
  name: string;
  type: InputType;
  required: boolean;
  description: string;
  rest: Schema;
};
export type PairRow = { name: string; value: string };

/** A tool as the form holds it: everything a text or a row. */
export type ToolDraft = {
  name: string;
  description: string;
  effect: "read" | "write";
  approval: "never" | "always";
  method: ShownTool["request"]["method"];
  url: string;
  headers: PairRow[];
  /** New values only: what is set cannot be read back. */
  secrets: Record<string, string>;
  inputs: InputRow[];
  output: PairRow[];
  timeoutMs: string;
  sample: Schema | null;
};

export const emptyDraft: ToolDraft = {
  name: "",
  description: "",
  effect: "read",
  approval: "never",
  method: "GET",
  url: "",
  headers: [],
  secrets: {},
  inputs: [],
  output: [],
  timeoutMs: "5000",
  sample: null,
};

const isObject = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function inputRows(schema: Schema): InputRow[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(isObject(schema.properties) ? schema.properties : {}).map(([name, field]) => {
    const { type, description, ...rest } = isObject(field) ? field : {};
    return {
      name,
      type: inputTypes.find((known) => known === type) ?? "string",
      required: required.includes(name),
      description: typeof description === "string" ? description : "",
      rest,
    };
  });
}

export function inputSchema(rows: InputRow[]): Schema {
  const named = rows.filter(({ name }) => name.trim() !== "");
  return {
    type: "object",
    properties: Object.fromEntries(
      named.map(({ name, type, description, rest }) => [
        name.trim(),
        { ...rest, type, ...(description.trim() && { description: description.trim() }) },
      ]),
    ),
    required: named.filter(({ required }) => required).map(({ name }) => name.trim()),
  };
}

const pairs = (record: Record<string, string>): PairRow[] =>
  Object.entries(record).map(([name, value]) => ({ name, value }));
const record = (rows: PairRow[]): Record<string, string> =>
  Object.fromEntries(
    rows.filter(({ name }) => name.trim() !== "").map(({ name, value }) => [name.trim(), value.trim()]),
  );

export function draftOf(tool: ShownTool): ToolDraft {
  return {
    name: tool.name,
    description: tool.description,
    effect: tool.effect,
    approval: tool.approval,
    method: tool.request.method,
    url: tool.request.url,
    headers: pairs(tool.request.headers),
    secrets: {},
    inputs: inputRows(tool.inputSchema),
    output: pairs(tool.output),
    timeoutMs: String(tool.timeoutMs),
    sample: tool.sample,
  };
}

/** What is sent to save it. */
export function toolInput(draft: ToolDraft) {
  const {
    name,
    description,
    effect,
    approval,
    method,
    url,
    headers,
    secrets,
    inputs,
    output,
    timeoutMs,
    sample,
  } = draft;
  return {
    name: name.trim(),
    description: description.trim(),
    effect,
    approval,
    request: { method, url: url.trim(), headers: record(headers) },
    inputSchema: inputSchema(inputs),
    output: record(output),
    timeoutMs: Number(timeoutMs) || 0,
    secrets: Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== "")),
    sample,
  };
}

/** The slots of an address: `{order_id}`. */
export function slotsOf(url: string): string[] {
  return [
    ...new Set([...url.matchAll(/(?<!\{)\{([A-Za-z_][A-Za-z0-9_]*)\}(?!\})/g)].map(([, name]) => name!)),
  ];
}

/** The secrets that headers name: `{{secret.orders}}`. */
export function secretsOf(headers: PairRow[]): string[] {
  const found = headers.flatMap(({ value }) => [
    ...value.matchAll(/\{\{\s*secret\.([A-Za-z][A-Za-z0-9_]*)\s*\}\}/g),
  ]);
  return [...new Set(found.map(([, name]) => name!))];
}

/** With a row for each slot of the address that has none yet. */
export function withSlots(draft: ToolDraft): ToolDraft {
  const known = draft.inputs.map(({ name }) => name);
  const missing = slotsOf(draft.url).filter((name) => !known.includes(name));
  const rows = missing.map(
    (name): InputRow => ({ name, type: "string", required: true, description: "", rest: {} }),
  );
  return rows.length === 0 ? draft : { ...draft, inputs: [...draft.inputs, ...rows] };
}
