import type { Context } from "../context.ts";
import { storable } from "./reading/storable.ts";
import { writeStepEnd, writeStepStart } from "./store.ts";

/** One attempt (from 1) of one step of a run. */
export type StepAttempt = { runId: string; step: string; attempt: number };

const longestError = 2000;

/** Begins the timeline row of an attempt; begun again after a crash, it is the same row. */
export async function startStep(ctx: Context, attempt: StepAttempt): Promise<void> {
  const { database } = ctx.platform;
  await writeStepStart(database.prisma, { workspaceId: ctx.workspaceId, ...attempt }, ctx.now());
}

/** Ends the timeline row of an attempt. The error is a sentence for people; it is cut at 2,000 characters. */
export async function finishStep(
  ctx: Context,
  attempt: StepAttempt,
  end: { status: "ok" | "failed"; durationMs: number; error?: string },
): Promise<void> {
  const { database } = ctx.platform;
  const error = end.error === undefined ? null : storable(end.error).slice(0, longestError);
  await writeStepEnd(
    database.prisma,
    { workspaceId: ctx.workspaceId, ...attempt },
    { status: end.status, durationMs: end.durationMs, error },
  );
}
