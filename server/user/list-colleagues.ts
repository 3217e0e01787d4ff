import type { Context } from "../context.ts";
import { findColleagues } from "./store.ts";

/** Everybody in the workspace, by name: whom something can be given to. */
export async function listColleagues({ ctx }: { ctx: Context }): Promise<{ id: string; name: string }[]> {
  return findColleagues(ctx.platform.database.prisma, ctx.workspaceId);
}
