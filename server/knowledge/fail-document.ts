import type { Context } from "../context.ts";
import { toDomainError } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { saveStatus } from "./store.ts";

/**
 * Marks a version as failed, with a sentence for the person who uploaded it. The version in force before it, if any,
 * stays in force.
 */
export async function failDocument({
  ctx,
  input,
}: {
  ctx: Context;
  input: { documentId: string; versionId: string; cause: unknown };
}): Promise<void> {
  const { documentId, versionId, cause } = input;
  const error = toDomainError(cause).message;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const scope = { workspaceId: ctx.workspaceId, documentId, versionId };
    if (await saveStatus(tx, scope, { status: "failed", error, now: ctx.now() }))
      await recordChange(tx, ctx.workspaceId, "document", documentId);
  });
}
