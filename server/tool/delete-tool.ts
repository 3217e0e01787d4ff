import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { deleteSecrets } from "../secret/delete-secrets.ts";
import { findTool, removeTool } from "./store.ts";

/** What the tool was called for stays on record; what waits for approval can no longer be approved. */
export async function deleteTool({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const found = await findTool(tx, ctx.workspaceId, input.id);
    if (!found) throw notFound("tool");
    if (found.kind !== "http" && found.state !== "gone")
      throw new DomainError(
        "conflict",
        found.kind === "code"
          ? `Remove the file ${found.origin} first.`
          : "It belongs to an MCP server: withdraw it, or remove the server.",
      );
    await removeTool(tx, ctx.workspaceId, input.id);
    await deleteSecrets(tx, { ctx, owner: { kind: "tool", id: input.id } });
    const { createdAt: _, updatedAt: __, ...before } = found;
    await recordAudit(tx, {
      ctx,
      action: "tool.delete",
      subjectKind: "tool",
      subjectId: input.id,
      before,
    });
  });
}
