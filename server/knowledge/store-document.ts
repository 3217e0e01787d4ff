import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { addToOutbox } from "../platform/outbox.ts";
import { keepFile } from "./keep-file.ts";
import type { Metadata } from "./schema.ts";
import { findDocument, insertDocument } from "./store.ts";
import { insertVersion } from "./versions/store.ts";

/**
 * Stores a new document with its first version, and has it read by the durable function that its outbox row starts. One that
 * is stored under this id already is left alone.
 * @param input.bytes left out, the document is fetched from its sourceUrl
 * @param input.depth how many listings lead to it
 * @throws DomainError("storage_unavailable")
 */
export async function storeDocument({
  ctx,
  input,
}: {
  ctx: Context;
  input: {
    documentId: string;
    versionId: string;
    title: string;
    filename: string;
    mediaType: string;
    metadata: Metadata;
    sourceUrl: string | null;
    bytes?: Uint8Array;
    depth?: number;
  };
}): Promise<void> {
  const { documentId, versionId, title, filename, mediaType, metadata, sourceUrl, bytes, depth } = input;
  const { workspaceId } = ctx;
  const scope = { workspaceId, documentId, versionId };
  const row = { title, filename, mediaType, metadata, sourceUrl };
  const now = ctx.now();
  const file = bytes && (await keepFile({ ctx, input: { documentId, versionId, bytes, mediaType } }));
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    if (await findDocument(tx, workspaceId, documentId)) return;
    await insertDocument(tx, { ...scope, ...row, now });
    await insertVersion(tx, { ...scope, ...(file && { file }), ...(depth && { layout: { depth } }), now });
    await addToOutbox(tx, { name: "document/uploaded", data: scope });
    await recordChange(tx, workspaceId, "document", documentId);
    await recordAudit(tx, {
      ctx,
      action: "document.create",
      subjectKind: "document",
      subjectId: documentId,
      after: { ...row, sourceUrl: sourceUrl ?? undefined },
    });
  });
}
