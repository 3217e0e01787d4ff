import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { writeAutoSend } from "../workspace/store.ts";

/** The one switch for everything that playbooks send or do without a person; drafts go on being made. */
export async function switchAutoSend({
  ctx,
  input,
}: {
  ctx: Context;
  input: { on: boolean };
}): Promise<void> {
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    await writeAutoSend(tx, ctx.workspaceId, input.on);
    await recordAudit(tx, {
      ctx,
      action: "workspace.auto_send",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      after: { autoSend: input.on },
    });
  });
}
