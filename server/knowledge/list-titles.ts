import type { Context } from "../context.ts";
import { findTitles } from "./evaluation/store.ts";

const most = 2000;

/** The documents by title, to choose one of; 2,000 at most. */
export async function listTitles({ ctx }: { ctx: Context }): Promise<{ id: string; title: string }[]> {
  return findTitles(ctx.platform.database.prisma, ctx.workspaceId, most);
}
