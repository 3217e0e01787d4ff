import type { Context } from "../context.ts";
import { engineOf } from "./runs-of.ts";
import type { RunsOverview } from "./schema.ts";

/** Who keeps the runs, how many there are of each status, and of which functions. */
export async function showOverview({ ctx }: { ctx: Context }): Promise<RunsOverview> {
  const { kind, dashboardUrl, runs } = engineOf(ctx);
  return {
    engine: kind,
    dashboardUrl: dashboardUrl ?? null,
    counts: runs ? await runs.counts(ctx.workspaceId) : null,
    functions: runs?.functions() ?? [],
  };
}
