import type { z } from "zod";
import { recordAudit } from "../../audit/record-audit.ts";
import type { Context } from "../../context.ts";
import { newId } from "../../platform/ids.ts";
import { putSecret } from "../../secret/put-secret.ts";
import { serverSecret } from "../rules.ts";
import { refreshServer } from "./refresh-server.ts";
import { newToolServer, type ToolServer } from "./schema.ts";
import { insertServer } from "./store.ts";

/**
 * Connects an MCP server and asks what it offers; nothing of it can be called until somebody allows it. A server that does
 * not answer is kept, with the reason.
 * @throws DomainError `invalid_input`, `host_not_allowed`
 */
export async function addServer({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof newToolServer>;
}): Promise<ToolServer> {
  const { authorization, ...fields } = newToolServer.parse(input);
  const url = await ctx.platform.outbound.checkUrl(fields.url);
  const id = newId();
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    await insertServer(tx, ctx.workspaceId, { id, name: fields.name, url: url.href, createdAt: ctx.now() });
    if (authorization) await putSecret(tx, { ctx, owner: serverSecret(id), value: authorization });
    await recordAudit(tx, {
      ctx,
      action: "tool_server.create",
      subjectKind: "tool_server",
      subjectId: id,
      after: { name: fields.name, url: url.href },
    });
  });
  return refreshServer({ ctx, input: { id } });
}
