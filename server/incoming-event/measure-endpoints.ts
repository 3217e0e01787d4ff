import type { Context } from "../context.ts";
import { readTraffic } from "./traffic/store.ts";

/** What came to an endpoint in the last 24 hours; calls beyond the recording rate are counted, too. */
export type Traffic = {
  endpointId: string;
  accepted: number;
  rejected: number;
  lastRequestAt: Date | null;
  lastEventAt: Date | null;
  /** Accepted calls an hour, over the last week. */
  usualPerHour: number;
  /** When the last event came, where that is longer ago than the endpoint allows. */
  silentSince: Date | null;
};

/** The traffic of every endpoint that has had any. */
export async function measureEndpoints({ ctx }: { ctx: Context }): Promise<Traffic[]> {
  return readTraffic(
    ctx.platform.database.prisma,
    ctx.workspaceId,
    new Date(ctx.now().getTime() - 86_400_000),
  );
}
