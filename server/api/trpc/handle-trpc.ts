import type { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { DomainError } from "../../errors.ts";
import { currentPlatform } from "../../platform/current-platform.ts";
import { authenticate } from "../auth.ts";
import { readBody } from "../read-body.ts";
import { isSameOrigin } from "../same-origin.ts";
import { toTrpcError } from "./error-shape.ts";
import { appRouter } from "./root.ts";

const endpoint = "/api/trpc";
const maxBodyBytes = 256 * 1024;
const maxBatchSize = 20;
const shareReadingMs = 1000;

/** A POST must be JSON from one of our own pages: neither is what a page of someone else can send with our cookie. */
async function readPost(request: Request, publicUrl: string): Promise<Request> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? ""))
    throw new DomainError("unsupported_media_type", "Send application/json.");
  if (!isSameOrigin(request.headers, publicUrl))
    throw new DomainError("forbidden", "This page may not do that.");
  const body = await readBody(request, maxBodyBytes);
  return new Request(request.url, { method: "POST", headers: request.headers, body, signal: request.signal });
}

/** `/api/trpc/*`: queries and subscriptions by GET, mutations by POST only. */
export async function handleTrpc(request: Request): Promise<Response> {
  const { logger, settings } = currentPlatform();
  let req = request;
  let refused: TRPCError | undefined;
  if (request.method === "POST")
    try {
      req = await readPost(request, settings.publicUrl);
    } catch (error) {
      refused = toTrpcError(error);
      const headers = { "content-type": "application/json" };
      req = new Request(request.url, { method: "POST", headers, body: "{}" });
    }
  return fetchRequestHandler({
    endpoint,
    req,
    router: appRouter,
    maxBatchSize,
    createContext() {
      if (refused) throw refused;
      const begun = Date.now();
      let first: ReturnType<typeof authenticate> | undefined;
      const isStream = request.headers.get("accept")?.includes("text/event-stream");
      // The calls of one batch share a reading; a stream that asks again reads anew.
      const caller = () => {
        if (isStream || Date.now() - begun > shareReadingMs) return authenticate(request);
        first ??= authenticate(request);
        return first;
      };
      return { caller };
    },
    onError({ error, path }) {
      if (error.code === "INTERNAL_SERVER_ERROR")
        logger.error({ err: error.cause ?? error, path }, "trpc.failed");
    },
    responseMeta: () => ({ headers: new Headers({ "cache-control": "private, no-store" }) }),
  });
}
