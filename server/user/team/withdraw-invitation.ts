import { recordAudit } from "../../audit/record-audit.ts";
import type { Context } from "../../context.ts";
import { notFound } from "../../errors.ts";
import { recordChange } from "../../platform/changes.ts";
import { deleteInvitation } from "./store.ts";

/** Ends an invitation nobody has taken yet. Throws `not_found`. */
export async function withdrawInvitation(request: { ctx: Context; input: { id: string } }): Promise<void> {
  const { ctx, input } = request;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const before = await deleteInvitation(tx, ctx.workspaceId, input.id);
    if (!before) throw notFound("invitation");
    await recordAudit(tx, {
      ctx,
      action: "member.withdraw_invitation",
      subjectKind: "invitation",
      subjectId: input.id,
      before,
    });
    await recordChange(tx, ctx.workspaceId, "setting", input.id);
  });
}
