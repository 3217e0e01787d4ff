import type { Context } from "../../context.ts";
import { describeSecrets } from "../../secret/describe-secrets.ts";
import { toolsOfKind } from "../store.ts";
import type { ToolServerView } from "./schema.ts";
import { allServers } from "./store.ts";

/** Every MCP server, by name, with how many tools it offers and how many of them wait for somebody. */
export async function listServers({ ctx }: { ctx: Context }): Promise<ToolServerView[]> {
  const { prisma } = ctx.platform.database;
  const servers = await allServers(prisma, ctx.workspaceId);
  const tools = servers.length > 0 ? await toolsOfKind(prisma, ctx.workspaceId, "mcp") : [];
  const ids = servers.map(({ id }) => id);
  const secrets = await describeSecrets(prisma, { ctx, owners: { kind: "tool_server", ids } });
  return servers.map((server) => {
    const own = tools.filter(({ serverId, state }) => serverId === server.id && state !== "gone");
    return {
      ...server,
      last4: secrets.get(server.id)?.[0]?.last4 ?? null,
      tools: own.length,
      waiting: own.filter(({ state }) => state !== "ready").length,
    };
  });
}
