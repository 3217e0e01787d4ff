import type { Context } from "../context.ts";
import { newId } from "../platform/ids.ts";
import { checkFile } from "./parsing/check-file.ts";
import { stemOf } from "./parsing/document-kind.ts";
import { type AddDocumentInput, addDocumentSchema } from "./schema.ts";
import { storeDocument } from "./store-document.ts";

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
  const ids = { documentId: newId(), versionId: newId() };
  const row = { title: title ?? stemOf(filename).slice(0, 300), filename, mediaType, metadata, bytes };
  await storeDocument({ ctx, input: { ...ids, ...row, sourceUrl: null } });
  return { id: ids.documentId, versionId: ids.versionId };
}
