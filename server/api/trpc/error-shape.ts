import { TRPCError } from "@trpc/server";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import { z } from "zod";
import { DomainError, toDomainError } from "../../errors.ts";

const codeOfStatus: Record<number, TRPC_ERROR_CODE_KEY> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  500: "INTERNAL_SERVER_ERROR",
  502: "BAD_GATEWAY",
  503: "SERVICE_UNAVAILABLE",
};

/** The one place where what a verb throws becomes tRPC's. */
export function toTrpcError(error: unknown): TRPCError {
  if (error instanceof TRPCError && error.code !== "INTERNAL_SERVER_ERROR") return error;
  const cause = error instanceof TRPCError ? (error.cause ?? error) : error;
  // A verb reads more strictly than its procedure where one depends on the other, as a secret's shape on its scheme.
  if (cause instanceof z.ZodError)
    return new TRPCError({ code: "BAD_REQUEST", message: "The input is not usable.", cause });
  const domain = toDomainError(cause);
  return new TRPCError({ code: codeOfStatus[domain.status]!, message: domain.message, cause: domain });
}

/** What a screen learns of an error: closed codes and a sentence; for refused input the names of the fields. */
export type ErrorData = {
  code: TRPC_ERROR_CODE_KEY;
  httpStatus: number;
  path?: string;
  /** Our own code, of the closed list in server/errors.ts. */
  reason?: string;
  retryAfterSeconds?: number;
  fields?: string[];
};

/** Neither stack nor SQL nor a file's path leaves the server, in whatever mode it runs. */
export function shapeError(opts: {
  shape: { message: string; code: number; data: { httpStatus: number; path?: string } };
  error: TRPCError;
}): { message: string; code: number; data: ErrorData } {
  const { shape, error } = opts;
  const { httpStatus, path } = shape.data;
  const data: ErrorData = { code: error.code, httpStatus, ...(path === undefined ? {} : { path }) };
  if (error.cause instanceof DomainError) {
    data.reason = error.cause.code;
    if (error.cause.retryAfterSeconds) data.retryAfterSeconds = error.cause.retryAfterSeconds;
    return { code: shape.code, message: error.cause.message, data };
  }
  if (error.cause instanceof z.ZodError) {
    const issues = error.cause.issues;
    data.reason = "invalid_input";
    data.fields = [...new Set(issues.map((issue) => issue.path.join(".")))].slice(0, 20);
    return { code: shape.code, message: `${data.fields[0] || "Input"}: ${issues[0]?.message}`, data };
  }
  if (error.code === "INTERNAL_SERVER_ERROR")
    return { code: shape.code, message: toDomainError(error.cause).message, data };
  return { code: shape.code, message: error.message.slice(0, 200), data };
}
