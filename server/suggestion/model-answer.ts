import { APICallError } from "ai";
import { DomainError } from "../errors.ts";

/** How long one call of a model may take. */
export const usualTimeoutMs = 60_000;

/** The stream ended, and the model had not said that it was done. */
export class UnfinishedAnswerError extends Error {
  constructor() {
    super("The answer broke off.");
    this.name = "UnfinishedAnswerError";
  }
}

/** Text that can be stored, without what stands for characters that broke on the way. */
export function cleanText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed().replaceAll("\ufffd", "").trim();
}

/** A short sentence for the timeline: the status, never a body or a header. */
function describe(error: unknown, timeoutMs: number): string {
  if (APICallError.isInstance(error) && error.statusCode && error.statusCode >= 400)
    return `it answered ${error.statusCode}.`;
  if (error instanceof Error && error.name === "TimeoutError")
    return `no answer within ${timeoutMs / 1000} s.`;
  if (error instanceof UnfinishedAnswerError) return "its answer broke off.";
  return "it could not be reached, or its answer could not be read.";
}

/** Whatever a model's client throws, as the one error a run knows how to go on from. */
export function asModelError(modelId: string, error: unknown, timeoutMs: number): DomainError {
  const retryAfterSeconds = APICallError.isInstance(error)
    ? Number(error.responseHeaders?.["retry-after"]) || undefined
    : undefined;
  return new DomainError("model_unavailable", `The model ${modelId} failed: ${describe(error, timeoutMs)}`, {
    cause: error,
    ...(retryAfterSeconds && { retryAfterSeconds }),
  });
}
