import type { Context } from "../context.ts";
import { runsOf } from "./runs-of.ts";

/** Marks a failed run, or all of the workspace's, as seen: it no longer counts as one to look at. How many there were. */
export async function settleRuns({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id?: string | undefined };
}): Promise<{ settled: number }> {
  return { settled: await runsOf(ctx).settle({ id: input.id, scope: ctx.workspaceId }) };
}
