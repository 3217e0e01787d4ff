import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { changeConversation, findConversation } from "./store.ts";

export async function markConversationRead({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<void> {
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const conversation = await findConversation(tx, ctx.workspaceId, input.id);
    if (!conversation) throw notFound("conversation");
    if (!conversation.unread) return;
    await changeConversation(tx, ctx.workspaceId, input.id, { unread: false });
    await recordChange(tx, ctx.workspaceId, "conversation", input.id);
  });
}
