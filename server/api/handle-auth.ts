import type { AuthOptions } from "next-auth";
import nextAuthModule from "next-auth";
import { tellNextAuthItsAddress } from "../env.ts";
import { DomainError, type ErrorCode, errorStatus, toDomainError } from "../errors.ts";
import { readClientAddress } from "../platform/client-address.ts";
import { currentPlatform } from "../platform/current-platform.ts";
import { authOptions } from "./auth-options.ts";
import { readBody } from "./read-body.ts";
import { isSameOrigin } from "./same-origin.ts";
import { readCookies } from "./session-cookie.ts";

type NodeStyleHandler = (request: object, response: object, options: AuthOptions) => Promise<unknown>;

/** next-auth is CommonJS: Node hands its exports as the default, a bundler its default export. */
const nextAuth = ((nextAuthModule as unknown as { default?: unknown }).default ??
  nextAuthModule) as NodeStyleHandler;

/** What of next-auth is open. Its `_log` (anyone may write to our log) and its session update are not. */
const open: Record<string, readonly string[]> = {
  GET: ["providers", "session", "csrf", "signin", "signout", "error"],
  POST: ["callback", "signout"],
};

const maxFormBytes = 64 * 1024;

async function readForm(request: Request): Promise<Record<string, string>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\b/i.test(type))
    throw new DomainError("unsupported_media_type", "Send the form as application/x-www-form-urlencoded.");
  const body = await readBody(request, maxFormBytes).catch((error: DomainError) => {
    if (error.code !== "payload_too_large") throw error;
    throw new DomainError("invalid_input", "A sign-in form is not that long.");
  });
  return Object.fromEntries(new URLSearchParams(body.toString("utf8")));
}

/** What next-auth writes to a Node-style response, as a Response. */
function responseSink() {
  const headers = new Headers({ "cache-control": "private, no-store" });
  let status = 200;
  let body: string | null = null;
  const cookies: string[] = [];
  const sink = {
    status(code: number) {
      status = code;
      return sink;
    },
    getHeader: (name: string) => (name.toLowerCase() === "set-cookie" ? [...cookies] : headers.get(name)),
    setHeader(name: string, value: string | string[]) {
      if (name.toLowerCase() === "set-cookie") cookies.splice(0, Infinity, ...[value].flat());
      else headers.set(name, String(value));
      return sink;
    },
    json(value: unknown) {
      headers.set("content-type", "application/json");
      body = JSON.stringify(value);
    },
    send(value: unknown) {
      if (value !== undefined && typeof value !== "string") return sink.json(value);
      body = value ?? null;
    },
    end() {},
  };
  const toResponse = () => {
    for (const cookie of cookies) headers.append("set-cookie", cookie);
    headers.set("cache-control", "private, no-store");
    return new Response(body, { status, headers });
  };
  return { sink, toResponse };
}

function refusal(error: DomainError): Response {
  const { code, message, status } = error;
  const headers: Record<string, string> = { "cache-control": "no-store" };
  if (error.retryAfterSeconds) headers["retry-after"] = String(error.retryAfterSeconds);
  return Response.json({ error: { code, message } }, { status, headers });
}

/**
 * Everything under `/api/auth/`: next-auth behind our own door. A refused sign-in answers 401, one that could not be tried
 * the status of its reason (429 with Retry-After, 400, 503); both as JSON when the form says `json=true`, as next-auth's
 * client does, and as a redirect to the sign-in page otherwise.
 */
export async function handleAuth(request: Request): Promise<Response> {
  const platform = currentPlatform();
  const { publicUrl } = platform.settings;
  tellNextAuthItsAddress(publicUrl);
  try {
    const url = new URL(request.url);
    const segments = url.pathname.replace(/^\/api\/auth\/?/, "").split("/");
    const actions = open[request.method];
    if (!actions) throw new DomainError("method_not_allowed", "Use GET or POST.");
    if (!actions.includes(segments[0]!)) throw new DomainError("not_found", "There is nothing here.");
    const isPost = request.method === "POST";
    if (isPost && request.headers.has("origin") && !isSameOrigin(request.headers, publicUrl))
      throw new DomainError("forbidden", "Sign in on our own page.");

    const cookies = readCookies(request.headers.get("cookie"));
    // Where to return to comes with each request; remembering it in a cookie would only let others plant one.
    for (const name of Object.keys(cookies)) if (name.endsWith("callback-url")) delete cookies[name];
    const { callbackUrl, error, ...query } = Object.fromEntries(url.searchParams);
    const body = isPost ? await readForm(request) : undefined;
    const target = body?.callbackUrl ?? callbackUrl;
    const refused: { reason?: DomainError } = {};
    const { sink, toResponse } = responseSink();
    const options = authOptions({
      platform,
      peer: readClientAddress(request.headers),
      onRefused: (reason) => {
        refused.reason = reason;
      },
    });
    const safeTarget = await options.callbacks!.redirect!({ url: target ?? "/", baseUrl: publicUrl });
    await nextAuth(
      {
        method: request.method,
        headers: Object.fromEntries(request.headers),
        cookies,
        query: {
          ...query,
          ...(error && /^\w{1,40}$/.test(error) ? { error } : {}),
          callbackUrl: safeTarget,
          nextauth: segments,
        },
        ...(body ? { body: { ...body, callbackUrl: safeTarget } } : {}),
      },
      sink,
      options,
    );
    if (refused.reason && body?.json === "true") {
      sink.status(errorStatus[refused.reason.code as ErrorCode]);
      if (refused.reason.retryAfterSeconds)
        sink.setHeader("retry-after", String(refused.reason.retryAfterSeconds));
    }
    return toResponse();
  } catch (error) {
    const reason = toDomainError(error);
    if (reason.code === "internal") platform.logger.error({ err: error }, "auth.failed");
    return refusal(reason);
  }
}
