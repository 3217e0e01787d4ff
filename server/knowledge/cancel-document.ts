import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { findDocument, saveStatus } from "./store.ts";
import { newestVersion, setCancelled } from "./versions/store.ts";

const reason = "Reading it was stopped.";

/**
 * Stops the reading of a document's newest version: what is done of it stays for another try, and nothing of it is put in
 * force. The version in force before it, if any, stays in force.
 * @throws DomainError not_found, conflict when nothing is being read
 */
export async function cancelDocument({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const document = await findDocument(tx, workspaceId, input.id);
    if (!document) throw notFound("document");
    if (document.status === "ready" || document.status === "failed")
      throw new DomainError("conflict", "This document is not being read.");
    const versionId = await newestVersion(tx, workspaceId, input.id);
    const scope = { workspaceId, documentId: input.id, versionId };
    await saveStatus(tx, scope, { status: "failed", error: reason, now: ctx.now() });
    await setCancelled(tx, workspaceId, versionId, ctx.now());
    await recordChange(tx, workspaceId, "document", input.id);
    await recordAudit(tx, {
      ctx,
      action: "document.cancel",
      subjectKind: "document",
      subjectId: input.id,
      after: { versionId },
    });
  });
}
