import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { saveStatus } from "./store.ts";

/**
 * Marks a version as failed. The version in force before it, if any, stays in force.
 * @param input.reason a sentence for the person who uploaded it
 */
export async function failDocument({
  ctx,
  input,
}: {
  ctx: Context;
  input: { documentId: string; versionId: string; reason: string };
}): Promise<void> {
  const { documentId, versionId, reason: error } = input;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const scope = { workspaceId: ctx.workspaceId, documentId, versionId };
    if (await saveStatus(tx, scope, { status: "failed", error, now: ctx.now() }))
      await recordChange(tx, ctx.workspaceId, "document", documentId);
  });
}
