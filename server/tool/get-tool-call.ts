import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { findToolCall } from "./calls/store.ts";
import type { ToolCall } from "./schema.ts";

export async function getToolCall({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<ToolCall> {
  const call = await findToolCall(ctx.platform.database.prisma, ctx.workspaceId, input.id);
  if (!call) throw notFound("tool call");
  return call;
}
