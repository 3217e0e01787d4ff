import { recordAudit } from "../audit/record-audit.ts";
import { changeChannel, channelFor } from "../channel/store.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import type { DeliveryStatus } from "./schema.ts";
import { startRound } from "./start-round.ts";
import { idsByStatus, lockDelivery } from "./store.ts";
import { idsAsleep } from "./waiting/store.ts";

const batchSize = 50;
const unpaused = {
  pausedAt: null,
  pauseReason: null,
  failingSince: null,
  failedInARow: 0,
  failingError: null,
} as const;

/**
 * Lets a paused channel send again, what it held first, oldest first; where it had paused
 * itself, also what waits for its next attempt. It lives here because the deliveries do.
 * @returns how many replies set out
 */
export async function resumeChannel({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<{ released: number }> {
  const { workspaceId } = ctx;
  const { id } = input;
  const { prisma } = ctx.platform.database;
  const startedAt = ctx.now();
  const wasStopped = await prisma.$transaction(async (tx) => {
    const channel = await channelFor(tx, workspaceId, id);
    if (!channel) throw notFound("channel");
    if (!channel.pausedAt) return false;
    await changeChannel(tx, workspaceId, id, { ...unpaused, now: ctx.now() });
    await recordAudit(tx, {
      ctx,
      action: "channel.resume",
      subjectKind: "channel",
      subjectId: id,
      after: { name: channel.name },
    });
    await recordChange(tx, workspaceId, "setting", id);
    return channel.pauseReason !== null;
  });
  // From here on nothing more is held; what is left over by a crash goes when resumed once more.
  let released = 0;
  const letGo = async (ids: string[], status: DeliveryStatus) => {
    for (const deliveryId of ids)
      await prisma.$transaction(async (tx) => {
        if ((await lockDelivery(tx, workspaceId, deliveryId))?.status !== status) return;
        await startRound(tx, ctx, deliveryId);
        released += 1;
      });
    return ids.length > 0;
  };
  const held = { status: "held", channelId: id, take: batchSize } as const;
  while (await letGo(await idsByStatus(prisma, workspaceId, held), "held"));
  // What had failed before the channel stopped sleeps for hours: it need not, now that the channel is mended.
  const asleep = { channelId: id, before: startedAt, take: batchSize };
  if (wasStopped) while (await letGo(await idsAsleep(prisma, workspaceId, asleep), "queued"));
  return { released };
}
