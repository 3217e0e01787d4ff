import type { Context } from "../context.ts";
import { metadataInUse } from "./store.ts";

/** Names and values of metadata that documents carry, with how many do: what a filter may ask for. */
export async function listMetadata({
  ctx,
}: {
  ctx: Context;
}): Promise<{ key: string; value: string; documents: number }[]> {
  return metadataInUse(ctx.platform.database.prisma, ctx.workspaceId);
}
