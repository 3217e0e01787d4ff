import type { Transaction } from "../../platform/database.ts";

/**
 * Deletes a slice of what only searches need (postings and vectors) of versions of a document that are not in force; the
 * chunks stay, since citations name them. Answers how many rows went.
 */
export async function deleteSupersededIndex(
  tx: Transaction,
  scope: { workspaceId: string; documentId: string; take: number },
): Promise<number> {
  const { workspaceId, documentId, take } = scope;
  const postings = await tx.$executeRaw`
    DELETE FROM posting WHERE ctid IN (
      SELECT p.ctid FROM posting p
      JOIN document_version v ON v.workspace_id = p.workspace_id AND v.id = p.version_id
      JOIN knowledge_document d ON d.workspace_id = v.workspace_id AND d.id = v.document_id
      WHERE d.workspace_id = ${workspaceId}::uuid AND d.id = ${documentId}::uuid
        AND (v.number < d.version OR d.deleted_at IS NOT NULL) LIMIT ${take})`;
  const vectors = await tx.$executeRaw`
    DELETE FROM chunk_embedding WHERE ctid IN (
      SELECT e.ctid FROM chunk_embedding e
      JOIN document_version v ON v.workspace_id = e.workspace_id AND v.id = e.version_id
      JOIN knowledge_document d ON d.workspace_id = v.workspace_id AND d.id = v.document_id
      WHERE d.workspace_id = ${workspaceId}::uuid AND d.id = ${documentId}::uuid
        AND (v.number < d.version OR d.deleted_at IS NOT NULL) LIMIT ${take})`;
  return postings + vectors;
}

/** Takes one passage out of the search, or marks that it belongs there again. @returns the passage; null where there is none */
export async function setDisabled(
  tx: Transaction,
  scope: { workspaceId: string; versionId: string; ordinal: number },
  disabled: boolean,
): Promise<{ text: string; headingPath: string[]; documentId: string; title: string } | null> {
  const { workspaceId, versionId, ordinal } = scope;
  const where = { workspaceId_versionId_ordinal: { workspaceId, versionId, ordinal } };
  const found = await tx.chunk.findUnique({
    where,
    select: {
      text: true,
      headingPath: true,
      version: { select: { documentId: true, document: { select: { title: true, versionId: true } } } },
    },
  });
  // Only what is in force is searched.
  if (!found || found.version.document.versionId !== versionId) return null;
  await tx.chunk.update({ where, data: { disabled } });
  await tx.posting.deleteMany({ where: { workspaceId, versionId, ordinal } });
  if (disabled) await tx.chunkEmbedding.deleteMany({ where: { workspaceId, versionId, ordinal } });
  const { text, headingPath, version } = found;
  return { text, headingPath, documentId: version.documentId, title: version.document.title };
}
