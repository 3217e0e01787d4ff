import { emptyDraft, type InputRow, inputTypes, type PairRow, type ToolDraft } from "./draft.ts";

type Node = Record<string, unknown>;
export type Operation = { label: string; summary: string; draft: ToolDraft };

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === "string" ? value : "");
const list = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
const methods = ["get", "post", "put", "patch", "delete"] as const;

/** Follows `#/a/b` within the document, a few steps at most: documents that point at themselves end. */
function resolve(document: Node, node: unknown, steps = 5): Node {
  if (!isNode(node)) return {};
  const reference = text(node.$ref);
  if (!reference.startsWith("#/") || steps === 0) return node;
  let at: unknown = document;
  for (const part of reference.slice(2).split("/")) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    at = isNode(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return resolve(document, at, steps - 1);
}

function row(
  document: Node,
  name: string,
  schema: unknown,
  required: boolean,
  description: string,
): InputRow {
  const { type, enum: choices } = resolve(document, schema);
  const known = inputTypes.find((one) => one === (Array.isArray(type) ? type[0] : type)) ?? "string";
  const simple = Array.isArray(choices) && choices.every((one) => typeof one === "string");
  return {
    name,
    type: known,
    required,
    description: description.slice(0, 300),
    rest: simple ? { enum: choices as string[] } : {},
  };
}

/** The simple fields of a successful answer, each read from its own place. */
function outputOf(document: Node, operation: Node): PairRow[] {
  const responses = isNode(operation.responses) ? operation.responses : {};
  const good = Object.entries(responses).find(([status]) => /^2/.test(status))?.[1];
  const content = resolve(document, good).content;
  const json = isNode(content)
    ? Object.entries(content).find(([type]) => /json/i.test(type))?.[1]
    : undefined;
  const { properties } = resolve(document, isNode(json) ? json.schema : undefined);
  return Object.entries(isNode(properties) ? properties : {})
    .filter(
      ([name, field]) =>
        /^[A-Za-z_]\w{0,63}$/.test(name) &&
        !["object", "array"].includes(text(resolve(document, field).type)),
    )
    .slice(0, 20)
    .map(([name]) => ({ name, value: name }));
}

function credentialHeader(document: Node): PairRow[] {
  const components = isNode(document.components) ? document.components : {};
  const schemes = Object.values(isNode(components.securitySchemes) ? components.securitySchemes : {}).filter(
    isNode,
  );
  for (const scheme of schemes) {
    if (text(scheme.type) === "http" && text(scheme.scheme).toLowerCase() === "bearer")
      return [{ name: "Authorization", value: "Bearer {{secret.credential}}" }];
    if (text(scheme.type) === "apiKey" && scheme.in === "header")
      return [{ name: text(scheme.name), value: "{{secret.credential}}" }];
  }
  return [];
}

/** The operations of an OpenAPI 3 document (JSON), each as a tool to go on with. Null when it is none. */
export function importOpenApi(source: string): Operation[] | null {
  let document: unknown;
  try {
    document = JSON.parse(source);
  } catch {
    return null;
  }
  if (!isNode(document) || !isNode(document.paths)) return null;
  const root = document;
  const base = text(list(root.servers)[0]?.url).replace(/\/$/, "");
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method): Operation[] => {
      const operation = isNode(item) ? item[method] : undefined;
      if (!isNode(operation)) return [];
      const parameters = [...list((item as Node).parameters), ...list(operation.parameters)].map((one) =>
        resolve(root, one),
      );
      const body = resolve(root, operation.requestBody);
      const json = isNode(body.content)
        ? Object.entries(body.content).find(([type]) => /json/i.test(type))?.[1]
        : undefined;
      const schema = resolve(root, isNode(json) ? json.schema : undefined);
      const required = Array.isArray(schema.required) ? schema.required : [];
      const inputs = [
        ...parameters
          .filter((one) => one.in === "path" || one.in === "query")
          .map((one) =>
            row(
              root,
              text(one.name),
              one.schema,
              one.in === "path" || one.required === true,
              text(one.description),
            ),
          ),
        ...Object.entries(isNode(schema.properties) ? schema.properties : {}).map(([name, field]) =>
          row(root, name, field, required.includes(name), text(resolve(root, field).description)),
        ),
      ];
      const isRead = method === "get";
      const words = text(operation.operationId) || `${method}_${path}`;
      return [
        {
          label: `${method.toUpperCase()} ${path}`,
          summary: text(operation.summary),
          draft: {
            ...emptyDraft,
            name: words
              .replace(/([a-z])([A-Z])/g, "$1_$2")
              .toLowerCase()
              .replace(/[^a-z0-9]+/g, "_")
              .replace(/^[^a-z]+|_+$/g, "")
              .slice(0, 64),
            description: (text(operation.summary) || text(operation.description)).slice(0, 1000),
            method: method.toUpperCase() as ToolDraft["method"],
            url: `${base}${path}`,
            headers: credentialHeader(root),
            inputs,
            output: outputOf(root, operation),
            effect: isRead ? "read" : "write",
            approval: isRead ? "never" : "always",
          },
        },
      ];
    }),
  );
}
