import type { Context } from "../context.ts";
import type { ApiKeyView } from "./schema.ts";
import { listRows } from "./store.ts";

/** The workspace's keys, revoked ones too, newest first, by their last four characters. */
export function listApiKeys(request: { ctx: Context }): Promise<ApiKeyView[]> {
  const { ctx } = request;
  return listRows(ctx.platform.database.prisma, ctx.workspaceId);
}
