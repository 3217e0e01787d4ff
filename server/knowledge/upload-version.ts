import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { newId } from "../platform/ids.ts";
import { addToOutbox } from "../platform/outbox.ts";
import { keepFile } from "./keep-file.ts";
import { checkFile } from "./parsing/check-file.ts";
import { type UploadVersionInput, uploadVersionSchema } from "./schema.ts";
import { describeFile, findDocument, saveStatus } from "./store.ts";
import { insertVersion } from "./versions/store.ts";

/**
 * Takes a newer file for a document. The version in force is found until the new one is indexed, and replaced in one commit
 * then; citations of the old one keep pointing at it.
 * @throws DomainError not_found, payload_too_large, unusable_content, storage_unavailable
 */
export async function uploadVersion({
  ctx,
  input,
}: {
  ctx: Context;
  input: UploadVersionInput;
}): Promise<{ versionId: string; number: number }> {
  const { id, filename, mediaType: declared, bytes } = uploadVersionSchema.parse(input);
  const { mediaType } = checkFile({ filename, mediaType: declared, bytes });
  const { workspaceId } = ctx;
  const scope = { workspaceId, documentId: id, versionId: newId() };
  const now = ctx.now();
  const { prisma } = ctx.platform.database;
  if (!(await findDocument(prisma, workspaceId, id))) throw notFound("document");
  const file = await keepFile({ ctx, input: { ...scope, bytes, mediaType } });

  return prisma.$transaction(async (tx) => {
    const before = await findDocument(tx, workspaceId, id);
    if (!before) throw notFound("document");
    const { number } = await insertVersion(tx, { ...scope, file, now });
    await describeFile(tx, scope, { filename, mediaType });
    await saveStatus(tx, scope, { status: "queued", error: null, now });
    await addToOutbox(tx, { name: "document/uploaded", data: scope });
    await recordChange(tx, workspaceId, "document", id);
    await recordAudit(tx, {
      ctx,
      action: "document.upload-version",
      subjectKind: "document",
      subjectId: id,
      before: { filename: before.filename, version: before.version },
      after: { filename, version: number },
    });
    return { versionId: scope.versionId, number };
  });
}
