import type { Context } from "../context.ts";
import type { StepAttempt } from "./schema.ts";
import { writeStepStart } from "./store.ts";

/** Begins the timeline row of an attempt; begun again after a crash, it is the same row. */
export async function startStep(ctx: Context, attempt: StepAttempt): Promise<void> {
  const { database } = ctx.platform;
  await writeStepStart(database.prisma, { workspaceId: ctx.workspaceId, ...attempt }, ctx.now());
}
