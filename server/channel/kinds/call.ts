import { DomainError } from "../../errors.ts";
import type { Outbound, OutboundResponse } from "../../platform/outbound.ts";
import { UnreachableError } from "../../platform/unreachable-error.ts";
import type { Fault, SendErrorCode, SendResult } from "./kind.ts";
import { parseRetryAfter } from "./retry-after.ts";

const timeoutMs = 15_000;
const keptResponseBytes = 4096;

export type Call = {
  url: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
  /** Bytes of the answer kept; 4 KiB where none are named. */
  maxResponseBytes?: number;
  /** A second request has no second effect: the provider knows it by its key, or it only reads. */
  repeatable: boolean;
};

/** Makes one request; without an answer, `result` says what that means for the delivery. */
export async function post(
  outbound: Outbound,
  call: Call,
): Promise<{ answer: OutboundResponse; result?: never } | { answer?: never; result: SendResult }> {
  const { url, method = "POST", headers = {}, body } = call;
  const { maxResponseBytes = keptResponseBytes } = call;
  const request = { url, method, headers, timeoutMs, maxResponseBytes };
  try {
    const answer = await outbound.fetch({ ...request, ...(body !== undefined && { body }) });
    return { answer: { ...answer, body: answer.body.replaceAll("\u0000", "\ufffd") } };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof DomainError)
      return {
        result: {
          outcome: "refused",
          error: message,
          ...(error.code === "host_not_allowed" && { code: "host_not_allowed" }),
        },
      };
    const code = /did not answer within/.test(message) ? "timed_out" : "unreachable";
    const mayHaveArrived = error instanceof UnreachableError && error.mayHaveArrived;
    return mayHaveArrived && !call.repeatable
      ? { result: { outcome: "unknown", error: `${message} It may have arrived all the same.` } }
      : { result: { outcome: "failed", error: message, code, mayHaveArrived } };
  }
}

export type Verdict = {
  ok: boolean;
  /** Another attempt cannot help. */
  forGood: boolean;
  error: string;
  code?: SendErrorCode;
  fault?: Fault | undefined;
  retryAfterSeconds?: number;
};

/** An answer as a result; the provider's Retry-After counts where its verdict names no time. */
export function answered(
  answer: OutboundResponse,
  at: Date,
  judge: (answer: OutboundResponse) => Verdict,
): SendResult {
  const { ok, forGood, error, code, fault, retryAfterSeconds } = judge(answer);
  const heard = { httpStatus: answer.status, response: answer.body };
  if (ok) return { outcome: "sent", ...heard };
  const met = { ...heard, ...(code && { code }), ...(fault && { fault }) };
  if (forGood) return { outcome: "refused", error, ...met };
  const wait = retryAfterSeconds ?? parseRetryAfter(answer.headers["retry-after"], at);
  return { outcome: "failed", error, ...met, ...(wait !== undefined && { retryAfterSeconds: wait }) };
}

/** A JSON object of an answer; undefined for a provider's HTML error page and everything else that is none. */
export function readObject(answer: OutboundResponse): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(answer.body);
    return value !== null && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What to say of an answer that is not the provider's JSON. */
export const notUnderstood = (answer: OutboundResponse): Verdict => ({
  ok: false,
  forGood: false,
  error: `The provider answered ${answer.status} with something that is not its API's JSON.`,
  fault: "trouble",
});
