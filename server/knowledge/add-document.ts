import { createHash } from "node:crypto";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { newId } from "../platform/ids.ts";
import { addToOutbox } from "../platform/outbox.ts";
import { checkFile } from "./parsing/check-file.ts";
import { stemOf } from "./parsing/document-kind.ts";
import { type AddDocumentInput, addDocumentSchema } from "./schema.ts";
import { insertDocument, insertVersion } from "./store.ts";

/**
 * Takes a file into the knowledge base: stored at once, read and indexed by the durable function that its outbox row starts.
 * A format that is not read is taken too and ends as `failed`, so that the one who uploaded it sees why.
 * @throws DomainError payload_too_large (20 MB), unusable_content (empty, or binary data under a text file's name)
 */
export async function addDocument({
  ctx,
  input,
}: {
  ctx: Context;
  input: AddDocumentInput;
}): Promise<{ id: string; versionId: string }> {
  const { filename, mediaType: declared, bytes, title, metadata } = addDocumentSchema.parse(input);
  const { mediaType } = checkFile({ filename, mediaType: declared, bytes });
  const { workspaceId } = ctx;
  const scope = { workspaceId, documentId: newId(), versionId: newId() };
  const now = ctx.now();
  const row = { title: title ?? stemOf(filename).slice(0, 300), filename, mediaType, metadata };
  const original = new Uint8Array(bytes);
  const sha256 = new Uint8Array(createHash("sha256").update(original).digest());

  await ctx.platform.database.prisma.$transaction(async (tx) => {
    await insertDocument(tx, { ...scope, ...row, now });
    await insertVersion(tx, { ...scope, original, sha256, now });
    await addToOutbox(tx, { name: "document/uploaded", data: scope });
    await recordChange(tx, workspaceId, "document", scope.documentId);
    await recordAudit(tx, {
      ctx,
      action: "document.create",
      subjectKind: "document",
      subjectId: scope.documentId,
      after: row,
    });
  });
  return { id: scope.documentId, versionId: scope.versionId };
}
