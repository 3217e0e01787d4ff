import type { Context } from "../context.ts";
import { storable } from "./reading/storable.ts";
import type { StepAttempt } from "./schema.ts";
import { writeStepEnd } from "./store.ts";

const longestError = 2000;

/** Ends the timeline row of an attempt. The error is a sentence for people; it is cut at 2,000 characters. */
export async function finishStep(
  ctx: Context,
  attempt: StepAttempt,
  end: { status: "ok" | "failed"; durationMs: number; error?: string },
): Promise<void> {
  const { database } = ctx.platform;
  const error = end.error === undefined ? null : storable(end.error.slice(0, longestError));
  await writeStepEnd(
    database.prisma,
    { workspaceId: ctx.workspaceId, ...attempt },
    { status: end.status, durationMs: end.durationMs, error },
  );
}
