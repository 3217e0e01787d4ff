import { z } from "zod";
import { DomainError, toDomainError } from "../../errors.ts";
import { newId } from "../../platform/ids.ts";
import type { Platform } from "../../platform/platform.ts";
import { authenticateCall } from "./authenticate-call.ts";
import { countCall } from "./metrics.ts";
import { openApiDocument } from "./open-api.ts";
import { describeIssues, readInput } from "./read-input.ts";
import type { AnsweredFile, Route } from "./route.ts";
import { routes } from "./routes.ts";

export const basePath = "/api/v1";

type Found = { route: Route; params: Record<string, string> };

const compiled = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}/?$`),
}));

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The routes at this path, whatever their method. */
function routesAt(path: string): Found[] {
  return compiled.flatMap(({ route, pattern }) => {
    const match = pattern.exec(path);
    if (!match) return [];
    const params = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decoded(value)]);
    return [{ route, params: Object.fromEntries(params) }];
  });
}

function answer(
  status: number,
  body: unknown,
  requestId: string,
  more: Record<string, string> = {},
): Response {
  const headers = { "cache-control": "no-store", "x-request-id": requestId, ...more };
  return status === 204 ? new Response(null, { status, headers }) : Response.json(body, { status, headers });
}

/** A file as nobody's page: whatever is in it, a browser keeps it and runs none of it. */
function fileAnswer({ bytes, filename }: AnsweredFile, requestId: string): Response {
  return new Response(bytes, {
    headers: {
      "cache-control": "private, max-age=3600",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(filename.toWellFormed())}`,
      "content-security-policy": "sandbox; default-src 'none'",
      "content-type": "application/octet-stream",
      "x-content-type-options": "nosniff",
      "x-request-id": requestId,
    },
  });
}

function refusal(error: DomainError, requestId: string, more: Record<string, string>): Response {
  const { code, message, status, retryAfterSeconds } = error;
  const headers: Record<string, string> = { ...more };
  if (retryAfterSeconds) headers["retry-after"] = String(retryAfterSeconds);
  if (status === 401) headers["www-authenticate"] = "Bearer";
  return answer(status, { error: { code, message, request_id: requestId } }, requestId, headers);
}

/** What a verb throws, as the contract's error: input that a verb itself found unusable is the caller's, too. */
function toRefusal(error: unknown): DomainError {
  return error instanceof z.ZodError
    ? new DomainError("invalid_input", describeIssues(error))
    : toDomainError(error);
}

/**
 * The public API (DESIGN.md §6): finds the route, proves the caller, reads the input, runs the verb, shapes the answer.
 * Every answer carries its id in `x-request-id`; errors say it in their body too.
 */
export async function handleRest(platform: Platform, request: Request): Promise<Response> {
  const begun = performance.now();
  const requestId = newId();
  const path = new URL(request.url).pathname.slice(basePath.length);
  const found = routesAt(path);
  const allow = [...new Set(found.map(({ route }) => route.method))].join(", ");
  const match = found.find(({ route }) => route.method === request.method);
  const { logger } = platform;

  async function respond(): Promise<Response> {
    if (path === "/openapi.json" && request.method === "GET")
      return answer(200, openApiDocument(platform.settings.publicUrl), requestId);
    try {
      if (!match && (found.length > 0 || path === "/openapi.json"))
        throw new DomainError("method_not_allowed", `Use ${allow || "GET"} here.`);
      if (!match) throw new DomainError("not_found", `There is nothing at ${path.slice(0, 100)}.`);
      const { route, params } = match;
      const ctx = await authenticateCall(platform, request, route.permission);
      const input = await readInput(route, request, params);
      const answered = await route.run({ ctx, ...input });
      if (route.responseKind === "file") return fileAnswer(answered as AnsweredFile, requestId);
      return answer(route.status, answered, requestId);
    } catch (error) {
      const refused = toRefusal(error);
      if (refused.status >= 500) logger.error({ err: refused.cause ?? refused, requestId }, "api.failed");
      return refusal(
        refused,
        requestId,
        refused.code === "method_not_allowed" ? { allow: allow || "GET" } : {},
      );
    }
  }

  const response = await respond();
  const route = match ? match.route.path : "none";
  const durationMs = Math.round(performance.now() - begun);
  logger.info(
    { requestId, method: request.method, route, status: response.status, durationMs },
    "api.called",
  );
  countCall({ method: match ? request.method : "other", route, status: response.status, durationMs });
  return response;
}
