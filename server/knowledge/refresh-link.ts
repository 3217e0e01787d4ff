import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { newId } from "../platform/ids.ts";
import { addToOutbox } from "../platform/outbox.ts";
import { findDocument, saveStatus } from "./store.ts";
import { insertVersion } from "./versions/store.ts";

/**
 * Fetches a page anew, as a new version; what stands on it word for word as before keeps its vectors.
 * @throws DomainError not_found, conflict for an uploaded file and while it is being read
 */
export async function refreshLink({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const document = await findDocument(tx, workspaceId, input.id);
    if (!document) throw notFound("document");
    if (document.sourceUrl === null)
      throw new DomainError("conflict", "This document is a file; upload a newer one instead.");
    if (document.status !== "ready" && document.status !== "failed")
      throw new DomainError("conflict", "This document is read already, or is being read.");
    const scope = { workspaceId, documentId: input.id, versionId: newId() };
    await insertVersion(tx, { ...scope, now: ctx.now() });
    await saveStatus(tx, scope, { status: "queued", error: null, now: ctx.now() });
    await addToOutbox(tx, { name: "document/uploaded", data: scope });
    await recordChange(tx, workspaceId, "document", input.id);
    await recordAudit(tx, {
      ctx,
      action: "document.retry",
      subjectKind: "document",
      subjectId: input.id,
      after: { url: document.sourceUrl },
    });
  });
}
