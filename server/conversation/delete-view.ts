import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { findView, removeView } from "./views/store.ts";

/**
 * Deletes a view: one's own, or, with `anyShared`, any the team shares. A private view of somebody else does not exist.
 * Throws DomainError("forbidden") for a shared view of somebody else.
 */
export async function deleteView({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string; anyShared: boolean };
}): Promise<void> {
  const { actor, workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const view = await findView(tx, workspaceId, input.id);
    const own = view !== null && actor.kind === "user" && view.ownerId === actor.id;
    if (!view || (!own && !view.shared)) throw notFound("view");
    if (!own && !input.anyShared)
      throw new DomainError("forbidden", "Only its owner or an admin can delete this view.");
    await removeView(tx, workspaceId, view.id);
    if (view.shared)
      await recordAudit(tx, {
        ctx,
        action: "inbox_view.delete",
        subjectKind: "inbox_view",
        subjectId: view.id,
        before: { name: view.name, filter: view.filter },
      });
  });
}
