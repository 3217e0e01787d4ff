import type { Context } from "../context.ts";
import { pathsOfFiles } from "./versions/store.ts";

/**
 * Removes the files of a workspace from Supabase's Storage, before its rows go: what is left of an interrupted removal is
 * found by them again.
 * @throws DomainError("storage_unavailable")
 */
export async function removeFiles({
  ctx,
}: {
  ctx: Pick<Context, "platform" | "workspaceId">;
}): Promise<void> {
  const { supabase, database } = ctx.platform;
  if (supabase) await supabase.removeFiles(await pathsOfFiles(database.prisma, ctx.workspaceId));
}
