import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { removePresence } from "./presence/store.ts";
import { findConversation } from "./store.ts";

/** Tells colleagues that the acting person looks elsewhere now. */
export async function leaveConversation({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<void> {
  const { actor, workspaceId } = ctx;
  if (actor.kind !== "user") throw new DomainError("forbidden", "Only a person can be present.");
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    if (!(await findConversation(tx, workspaceId, input.id))) throw notFound("conversation");
    if (await removePresence(tx, { workspaceId, conversationId: input.id, userId: actor.id }))
      await recordChange(tx, workspaceId, "presence", input.id);
  });
}
