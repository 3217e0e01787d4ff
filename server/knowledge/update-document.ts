import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { addToOutbox } from "../platform/outbox.ts";
import { type DocumentSummary, documentChanges } from "./schema.ts";
import { changeDocument, findDocument, saveStatus } from "./store.ts";
import { findVersionText, insertVersion } from "./versions/store.ts";

/**
 * Changes what is said about a document: its title, and the metadata that filters, validity and audience go by. Its passages
 * are found by the words of the title, so a new title makes a new version of the same text.
 * @throws DomainError("not_found")
 */
export async function updateDocument({
  ctx,
  input: { id, ...input },
}: {
  ctx: Context;
  input: { id: string } & z.input<typeof documentChanges>;
}): Promise<DocumentSummary> {
  const { title, metadata } = documentChanges.parse(input);
  const { workspaceId } = ctx;
  const changes = { ...(title !== undefined && { title }), ...(metadata !== undefined && { metadata }) };
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const before = await findDocument(tx, workspaceId, id);
    if (!before) throw notFound("document");
    await changeDocument(tx, { workspaceId, documentId: id }, { ...changes, updatedAt: ctx.now() });
    if (title !== undefined && title !== before.title && before.versionId && before.status === "ready")
      await indexAgain(tx, ctx, id, before.versionId);
    await recordChange(tx, workspaceId, "document", id);
    await recordAudit(tx, {
      ctx,
      action: "document.update",
      subjectKind: "document",
      subjectId: id,
      before: { title: before.title, metadata: before.metadata },
      after: { title: title ?? before.title, metadata: metadata ?? before.metadata },
    });
    return { ...before, ...changes };
  });
}

/** A new version with the text of the one in force. */
async function indexAgain(tx: Transaction, ctx: Context, documentId: string, basedOn: string): Promise<void> {
  const base = await findVersionText(tx, ctx.workspaceId, basedOn);
  if (!base) return;
  const { text, headings, layout } = base;
  const scope = { workspaceId: ctx.workspaceId, documentId, versionId: newId() };
  await insertVersion(tx, { ...scope, revision: { text, headings, layout, basedOn }, now: ctx.now() });
  await saveStatus(tx, scope, { status: "queued", error: null, now: ctx.now() });
  await addToOutbox(tx, { name: "document/uploaded", data: scope });
}
