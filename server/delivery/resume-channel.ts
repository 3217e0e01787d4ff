import { recordAudit } from "../audit/record-audit.ts";
import { changeChannel, channelFor } from "../channel/store.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { startRound } from "./start-round.ts";
import { idsByStatus, lockDelivery } from "./store.ts";

const batchSize = 50;

/**
 * Lets a paused channel send again, what it held first, oldest first. It lives here because the deliveries do.
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
  await prisma.$transaction(async (tx) => {
    const channel = await channelFor(tx, workspaceId, id);
    if (!channel) throw notFound("channel");
    if (!channel.pausedAt) return;
    await changeChannel(tx, workspaceId, id, { pausedAt: null, now: ctx.now() });
    await recordAudit(tx, {
      ctx,
      action: "channel.resume",
      subjectKind: "channel",
      subjectId: id,
      after: { name: channel.name },
    });
    await recordChange(tx, workspaceId, "setting", id);
  });
  // From here on nothing more is held; what is left over by a crash goes when resumed once more.
  let released = 0;
  for (;;) {
    const held = await idsByStatus(prisma, workspaceId, { status: "held", channelId: id, take: batchSize });
    if (held.length === 0) return { released };
    for (const deliveryId of held)
      await prisma.$transaction(async (tx) => {
        if ((await lockDelivery(tx, workspaceId, deliveryId))?.status !== "held") return;
        await startRound(tx, ctx, deliveryId);
        released += 1;
      });
  }
}
