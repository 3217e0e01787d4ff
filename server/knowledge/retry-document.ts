import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { addToOutbox } from "../platform/outbox.ts";
import { findDocument, saveStatus } from "./store.ts";
import { newestVersion, setCancelled } from "./versions/store.ts";

/**
 * Reads a document's newest file again: after it failed, or to add what was missing (the vectors of a model that was away).
 * What is done already is not done again.
 * @throws DomainError not_found, conflict while it is being read
 */
export async function retryDocument({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const document = await findDocument(tx, workspaceId, input.id);
    if (!document) throw notFound("document");
    if (document.status !== "failed" && document.error === null)
      throw new DomainError("conflict", "This document is read already, or is being read.");
    const versionId = await newestVersion(tx, workspaceId, input.id);
    const scope = { workspaceId, documentId: input.id, versionId };
    await setCancelled(tx, workspaceId, versionId, null);
    await saveStatus(tx, scope, { status: "queued", error: null, now: ctx.now() });
    await addToOutbox(tx, { name: "document/uploaded", data: scope });
    await recordChange(tx, workspaceId, "document", input.id);
    await recordAudit(tx, {
      ctx,
      action: "document.retry",
      subjectKind: "document",
      subjectId: input.id,
      after: { versionId },
    });
  });
}
