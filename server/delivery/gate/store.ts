import type { Transaction } from "../../platform/database.ts";
import type { WaitReason } from "./rules.ts";

/** The oldest reply of the conversation by this channel that was approved before this one and is still under way. */
export async function earlierUnderWay(
  tx: Transaction,
  workspaceId: string,
  of: { id: string; conversationId: string; channelId: string },
): Promise<{ nextAttemptAt: Date | null } | null> {
  return tx.delivery.findFirst({
    where: {
      workspaceId,
      conversationId: of.conversationId,
      channelId: of.channelId,
      id: { lt: of.id },
      status: { in: ["queued", "sending"] },
    },
    orderBy: { id: "asc" },
    select: { nextAttemptAt: true },
  });
}

/** Keeps a delivery waiting; `turnAt` where it is its turn that it waits for. */
export async function keepWaiting(
  tx: Transaction,
  workspaceId: string,
  id: string,
  wait: { reason: WaitReason; until: Date; turnAt: Date | null; now: Date },
): Promise<void> {
  await tx.delivery.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: {
      status: "queued",
      waitsFor: wait.reason,
      nextAttemptAt: wait.until,
      turnAt: wait.turnAt,
      updatedAt: wait.now,
    },
    select: { id: true },
  });
}

/** Hands a delivery to another channel. */
export async function reroute(
  tx: Transaction,
  workspaceId: string,
  id: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.delivery.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { channelId: to, fallbackFrom: from },
    select: { id: true },
  });
}

/** When a delivery's turn comes, where it took one. */
export async function turnOf(tx: Transaction, workspaceId: string, id: string): Promise<Date | null> {
  const found = await tx.delivery.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { turnAt: true },
  });
  return found?.turnAt ?? null;
}
