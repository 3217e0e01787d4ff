import type { Transaction } from "../../platform/database.ts";
import type { DeliveryStatus } from "../schema.ts";

/** What has not left, or of which nobody knows. */
export const unsettledStatuses = ["queued", "held", "sending", "failed", "unknown"] as const;

/** How many deliveries of all workspaces together are in each state that somebody or something still has to end. */
export async function unsettledEverywhere(
  tx: Transaction,
): Promise<{ status: DeliveryStatus; count: number }[]> {
  // Workspace by workspace, as the index goes: what was sent is not walked through.
  return tx.$queryRaw`
    SELECT d.status, sum(d.count)::int AS count FROM workspace w, LATERAL (
      SELECT status, count(*) AS count FROM delivery
      WHERE workspace_id = w.id AND status = ANY (${[...unsettledStatuses]}::text[]) GROUP BY status) d
    GROUP BY d.status`;
}

/** Ids of a channel's replies that wait for their next attempt since before then, oldest first. */
export async function idsAsleep(
  tx: Transaction,
  workspaceId: string,
  { channelId, before, take }: { channelId: string; before: Date; take: number },
): Promise<string[]> {
  const rows = await tx.delivery.findMany({
    where: {
      workspaceId,
      channelId,
      status: "queued",
      nextAttemptAt: { not: null },
      waitsFor: null,
      updatedAt: { lte: before },
    },
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}
