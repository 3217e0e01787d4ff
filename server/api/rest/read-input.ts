import type { z } from "zod";
import { DomainError, notFound } from "../../errors.ts";
import { readJson } from "../../incoming-event/reading/read-json.ts";
import { maxDocumentBytes } from "../../knowledge/schema.ts";
import { readBody } from "../read-body.ts";
import { requireStorable } from "../storable-input.ts";
import type { Route } from "./route.ts";

const maxJsonBytes = 256 * 1024;
/** A form around a document of the largest size. */
const maxFormBytes = maxDocumentBytes + 64 * 1024;

/** What zod found first, as "field: what is wrong". */
export function describeIssues(error: z.ZodError): string {
  const [issue] = error.issues;
  const field = issue?.path.join(".") || (issue?.code === "unrecognized_keys" ? issue.keys.join(", ") : "");
  return `${field ? `${field}: ` : ""}${issue?.message ?? "is not usable"}`;
}

function read(schema: z.ZodType, value: unknown): unknown {
  requireStorable(value);
  const result = schema.safeParse(value);
  if (!result.success) throw new DomainError("invalid_input", describeIssues(result.error));
  return result.data;
}

function readQuery(route: Route, url: URL): unknown {
  const names = [...url.searchParams.keys()];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new DomainError("invalid_input", `${twice}: is given more than once`);
  // Unknown parameters are let be, as HTTP APIs do; `strip` is what zod's plain objects do.
  return route.query ? read(route.query, Object.fromEntries(url.searchParams)) : undefined;
}

async function readForm(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\b/i.test(type))
    throw new DomainError("unsupported_media_type", "Send a multipart/form-data form.");
  const bytes = await readBody(request, maxFormBytes);
  try {
    const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
    return Object.fromEntries(form);
  } catch (error) {
    throw new DomainError("invalid_input", "The form cannot be read.", { cause: error });
  }
}

async function readJsonBody(route: Route, request: Request): Promise<unknown> {
  const bytes = await readBody(request, maxJsonBytes);
  if (bytes.length === 0 && route.bodyKind === "optional-json") return {};
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(type))
    throw new DomainError("unsupported_media_type", "Send application/json.");
  return readJson(bytes).value;
}

/**
 * Parameters, query and body as the route's schemas read them.
 * @throws DomainError with the field's name in its message; `not_found` for an id that can be none
 */
export async function readInput(
  route: Route,
  request: Request,
  params: Record<string, string>,
): Promise<{ params: unknown; query: unknown; body: unknown }> {
  const ids = route.params?.safeParse(params);
  if (ids && !ids.success) throw notFound(route.path.split("/")[1]!.replaceAll("-", " ").replace(/s$/, ""));
  const query = readQuery(route, new URL(request.url));
  if (!route.body) return { params: ids?.data, query, body: undefined };
  const body = route.bodyKind === "multipart" ? await readForm(request) : await readJsonBody(route, request);
  return { params: ids?.data, query, body: read(route.body, body) };
}
