import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { saveWorkspaceName } from "../workspace/store.ts";

/** Gives the workspace another name. It lives here because the audit comes after the workspace in the order of nouns. */
export async function renameWorkspace(request: { ctx: Context; input: { name: string } }): Promise<void> {
  const { ctx, input } = request;
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const { before } = await saveWorkspaceName(tx, workspaceId, input.name);
    if (before === input.name) return;
    await recordAudit(tx, {
      ctx,
      action: "workspace.rename",
      subjectKind: "workspace",
      subjectId: workspaceId,
      before: { name: before },
      after: { name: input.name },
    });
    await recordChange(tx, workspaceId, "setting", workspaceId);
  });
}
