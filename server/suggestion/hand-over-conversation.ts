import type { Context } from "../context.ts";
import type { Attention } from "../conversation/schema.ts";
import { changeConversation } from "../conversation/store.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { recordChange } from "../platform/changes.ts";

/**
 * Puts a conversation in front of an agent without a suggestion, marked with the reason. A draft that succeeds later
 * still attaches and takes the mark away.
 */
export async function handOverConversation({
  ctx,
  input,
}: {
  ctx: Context;
  input: { eventId: string; conversationId: string; attention: Attention; reason: string };
}): Promise<void> {
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const { eventId, conversationId, attention, reason } = input;
    await setEventStatus(tx, { ctx, eventId, status: "awaiting_review", reason });
    await changeConversation(tx, ctx.workspaceId, conversationId, { status: "awaiting_review", attention });
    await recordChange(tx, ctx.workspaceId, "conversation", conversationId);
  });
}
