import type { Context } from "../context.ts";

/** How many failed runs of the workspace nobody has run again or marked as seen; 1,000 at most are counted. */
export async function countUnsettled({ ctx }: { ctx: Context }): Promise<{ failed: number }> {
  const counts = await ctx.platform.engine?.runs?.counts(ctx.workspaceId);
  return { failed: counts?.unsettled ?? 0 };
}
