import { type GetStepTools, NonRetriableError, RetryAfterError } from "inngest";
import type { Context } from "../../server/context.ts";
import { DomainError, toDomainError } from "../../server/errors.ts";
import { finishStep } from "../../server/incoming-event/finish-step.ts";
import { startStep } from "../../server/incoming-event/start-step.ts";
import { traced } from "../../server/platform/tracing.ts";
import type { inngest } from "../client.ts";

type Step = GetStepTools<typeof inngest>;

/** What retrying cannot cure: the input is wrong, or the thing is gone. */
const final = new Set([
  "not_found",
  "invalid_input",
  "unusable_content",
  "conflict",
  "already_decided",
  "forbidden",
]);

/** The error as the engine should take it: final, due at a certain time, or with the usual back-off. */
export function asStepError(error: unknown): Error {
  const known = toDomainError(error);
  if (final.has(known.code)) return new NonRetriableError(known.message, { cause: error });
  if (known.retryAfterSeconds)
    return new RetryAfterError(known.message, `${known.retryAfterSeconds}s`, { cause: error });
  return error instanceof DomainError || !(error instanceof Error) ? known : error;
}

/**
 * Runs one durable step and writes each attempt of it into the event's timeline, which outlives the engine's history.
 * @param attempt the engine's count, from 0
 */
export async function runStep<T>(
  {
    ctx,
    step,
    eventId,
    runId,
    attempt,
  }: { ctx: Context; step: Step; eventId: string; runId: string; attempt: number },
  id: string,
  work: () => Promise<T>,
): Promise<T> {
  const result = await step.run(id, async () => {
    const row = { runId, step: id, attempt: attempt + 1 };
    const startedAt = performance.now();
    await startStep(ctx, row);
    try {
      const of = {
        eventId,
        name: id,
        attributes: { "firstline.run_id": runId, "firstline.attempt": row.attempt },
      };
      const value = await traced(of, work, { codeOf: (error) => toDomainError(error).code });
      await finishStep(ctx, row, { status: "ok", durationMs: performance.now() - startedAt });
      return value;
    } catch (error) {
      const stepError = asStepError(error);
      ctx.platform.logger.warn({ err: error, step: id, runId }, "step.failed");
      await finishStep(ctx, row, {
        status: "failed",
        durationMs: performance.now() - startedAt,
        error: stepError.message,
      });
      throw stepError;
    }
  });
  return result as T;
}
