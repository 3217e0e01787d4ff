import type { Context } from "../context.ts";
import type { Traffic } from "./schema.ts";
import { readTraffic } from "./traffic/store.ts";

/** The traffic of every endpoint that has had any. */
export async function measureEndpoints({ ctx }: { ctx: Context }): Promise<Traffic[]> {
  return readTraffic(
    ctx.platform.database.prisma,
    ctx.workspaceId,
    new Date(ctx.now().getTime() - 86_400_000),
  );
}
