import type { z } from "zod";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { writePresence } from "./presence/store.ts";
import type { presence } from "./schema.ts";
import { findConversation } from "./store.ts";

/** Said every twenty seconds; who falls silent is gone after this. */
const seconds = 45;

/**
 * Tells colleagues that the acting person looks at a conversation, or answers it. Repeating it tells nobody anything new.
 * Throws DomainError("forbidden") for an actor who is no person.
 */
export async function announcePresence({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.infer<typeof presence>;
}): Promise<void> {
  const { actor, workspaceId } = ctx;
  if (actor.kind !== "user") throw new DomainError("forbidden", "Only a person can be present.");
  const { id: conversationId, activity, unsaved } = input;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    if (!(await findConversation(tx, workspaceId, conversationId))) throw notFound("conversation");
    const key = { workspaceId, conversationId, userId: actor.id };
    if (await writePresence(tx, { ...key, activity, unsaved, seconds }))
      await recordChange(tx, workspaceId, "presence", conversationId);
  });
}
