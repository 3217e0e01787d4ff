import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { findContact, removeContactWithoutConversations } from "./store.ts";

/** Throws DomainError("conflict") while the contact has conversations: what was said keeps its speaker. */
export async function deleteContact({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    if (!(await findContact(tx, ctx.workspaceId, input.id))) throw notFound("contact");
    if (!(await removeContactWithoutConversations(tx, ctx.workspaceId, input.id)))
      throw new DomainError("conflict", "This contact has conversations and cannot be deleted.");
    await recordAudit(tx, { ctx, action: "contact.delete", subjectKind: "contact", subjectId: input.id });
  });
}
