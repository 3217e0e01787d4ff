import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { PlaybookVersion } from "./schema.ts";
import { findPlaybook, versionsOf } from "./store.ts";

/** What a playbook said before, newest first. */
export async function listVersions({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<PlaybookVersion[]> {
  const { prisma } = ctx.platform.database;
  if (!(await findPlaybook(prisma, ctx.workspaceId, input.id))) throw notFound("playbook");
  return versionsOf(prisma, ctx.workspaceId, input.id);
}
