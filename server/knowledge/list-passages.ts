import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { placesOf } from "./passages/store.ts";
import type { PassagePlace } from "./schema.ts";
import { findVersionText } from "./versions/store.ts";

/**
 * Where a version's text was cut into passages, in order; empty while it is not cut yet. At most 20,000.
 * @throws DomainError("not_found") when the version was never parsed
 */
export async function listPassages({
  ctx,
  input,
}: {
  ctx: Context;
  input: { versionId: string };
}): Promise<PassagePlace[]> {
  const { prisma } = ctx.platform.database;
  if (!(await findVersionText(prisma, ctx.workspaceId, input.versionId))) throw notFound("document version");
  return placesOf(prisma, ctx.workspaceId, input.versionId);
}
