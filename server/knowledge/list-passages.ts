import type { Context } from "../context.ts";
import { placesOf } from "./passages/store.ts";
import type { PassagePlace } from "./schema.ts";

/** Where a version's text was cut into passages, in order; empty while it is not cut yet. At most 20,000. */
export function listPassages({
  ctx,
  input,
}: {
  ctx: Context;
  input: { versionId: string };
}): Promise<PassagePlace[]> {
  return placesOf(ctx.platform.database.prisma, ctx.workspaceId, input.versionId);
}
