import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { findConversation } from "./store.ts";
import { claimUnassigned } from "./triage/store.ts";

/**
 * Makes a conversation the acting person's unless it is somebody's already: what a first edit and a reply do.
 * Throws DomainError("forbidden") for an actor who is no person.
 */
export async function claimConversation({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<{ claimed: boolean }> {
  const { actor, workspaceId } = ctx;
  if (actor.kind !== "user") throw new DomainError("forbidden", "Only a person can take a conversation.");
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    if (!(await findConversation(tx, workspaceId, input.id))) throw notFound("conversation");
    const claimed = await claimUnassigned(tx, workspaceId, { id: input.id, userId: actor.id });
    if (claimed) {
      await recordAudit(tx, {
        ctx,
        action: "conversation.assign",
        subjectKind: "conversation",
        subjectId: input.id,
        before: { assigneeId: null },
        after: { assigneeId: actor.id },
      });
      await recordChange(tx, workspaceId, "conversation", input.id);
    }
    return { claimed };
  });
}
