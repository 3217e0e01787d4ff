import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { ToolView } from "./schema.ts";
import { findTool } from "./store.ts";
import { viewTools } from "./view-tools.ts";

export async function getTool({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<ToolView> {
  const { prisma } = ctx.platform.database;
  const tool = await findTool(prisma, ctx.workspaceId, input.id);
  if (!tool) throw notFound("tool");
  return (await viewTools(prisma, ctx, [tool]))[0]!;
}
