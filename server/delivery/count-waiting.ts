import type { Context } from "../context.ts";
import { waitingByStatus } from "./store.ts";

/** The replies that have not left, by state, and since when the oldest of each waits. */
export function countWaiting({ ctx }: { ctx: Context }): ReturnType<typeof waitingByStatus> {
  return waitingByStatus(ctx.platform.database.prisma, ctx.workspaceId, [
    "queued",
    "held",
    "sending",
    "failed",
    "unknown",
  ]);
}
