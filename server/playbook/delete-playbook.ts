import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { findPlaybook, removePlaybook } from "./store.ts";

export async function deletePlaybook({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const found = await findPlaybook(tx, ctx.workspaceId, input.id);
    if (!found) throw notFound("playbook");
    await removePlaybook(tx, ctx.workspaceId, input.id);
    const { createdAt: _, updatedAt: __, ...before } = found;
    await recordAudit(tx, {
      ctx,
      action: "playbook.delete",
      subjectKind: "playbook",
      subjectId: input.id,
      before,
    });
  });
}
