import { recordAudit } from "../../audit/record-audit.ts";
import type { Context } from "../../context.ts";
import { notFound } from "../../errors.ts";
import { deleteSecrets } from "../../secret/delete-secrets.ts";
import { removeTool, toolsOfKind } from "../store.ts";
import { findServer, removeServer as removeRow } from "./store.ts";

/** Lets go of a server, its credential and its tools; what they were called for stays on record. */
export async function removeServer({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const server = await findServer(tx, ctx.workspaceId, input.id);
    if (!server) throw notFound("tool server");
    for (const tool of await toolsOfKind(tx, ctx.workspaceId, "mcp", server.id))
      await removeTool(tx, ctx.workspaceId, tool.id);
    await deleteSecrets(tx, { ctx, owner: { kind: "tool_server", id: server.id } });
    await removeRow(tx, ctx.workspaceId, server.id);
    await recordAudit(tx, {
      ctx,
      action: "tool_server.delete",
      subjectKind: "tool_server",
      subjectId: server.id,
      before: { name: server.name, url: server.url },
    });
  });
}
