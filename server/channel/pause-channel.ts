import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { changeChannel, channelFor } from "./store.ts";

/** From now on nothing leaves by this channel: what is due is held, nothing is dropped. A second time changes nothing. */
export async function pauseChannel({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const channel = await channelFor(tx, workspaceId, input.id);
    if (!channel) throw notFound("channel");
    if (channel.pausedAt) return;
    await changeChannel(tx, workspaceId, channel.id, { pausedAt: ctx.now(), now: ctx.now() });
    await recordAudit(tx, {
      ctx,
      action: "channel.pause",
      subjectKind: "channel",
      subjectId: channel.id,
      after: { name: channel.name },
    });
    await recordChange(tx, workspaceId, "setting", channel.id);
  });
}
