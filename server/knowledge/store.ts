import type { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";
import type { DocumentStatus, DocumentSummary, Metadata } from "./schema.ts";

type Scope = { workspaceId: string; documentId: string };
type VersionScope = Scope & { versionId: string };

function toSummary(row: Prisma.KnowledgeDocumentModel): DocumentSummary {
  const { id, title, filename, mediaType, error, sourceUrl, version, versionId, createdAt, updatedAt } = row;
  return {
    ...{ id, title, filename, mediaType, error, sourceUrl, version, versionId, createdAt, updatedAt },
    progress: { done: row.progressDone, total: row.progressTotal },
    metadata: row.metadata as Metadata,
    status: row.status as DocumentStatus,
    chunks: row.chunkCount,
  };
}

export async function insertDocument(
  tx: Transaction,
  row: Scope & {
    title: string;
    filename: string;
    mediaType: string;
    metadata: Metadata;
    sourceUrl: string | null;
    now: Date;
  },
): Promise<void> {
  const { workspaceId, documentId: id, title, filename, mediaType, metadata, sourceUrl, now } = row;
  await tx.knowledgeDocument.create({
    data: {
      ...{ workspaceId, id, title, filename, mediaType, metadata, sourceUrl },
      status: "queued",
      createdAt: now,
      updatedAt: now,
    },
  });
}

export async function findDocument(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<DocumentSummary | null> {
  const row = await tx.knowledgeDocument.findFirst({ where: { workspaceId, id, deletedAt: null } });
  return row && toSummary(row);
}

export async function pageOfDocuments(
  tx: Transaction,
  workspaceId: string,
  page: { beforeId: string | undefined; take: number },
): Promise<DocumentSummary[]> {
  const rows = await tx.knowledgeDocument.findMany({
    where: { workspaceId, deletedAt: null, ...(page.beforeId && { id: { lt: page.beforeId } }) },
    orderBy: { id: "desc" },
    take: page.take,
  });
  return rows.map(toSummary);
}

/** The name and format of the newest version's file. */
export async function describeFile(
  tx: Transaction,
  scope: Scope,
  file: { filename: string; mediaType: string },
): Promise<void> {
  await tx.knowledgeDocument.updateMany({
    where: { workspaceId: scope.workspaceId, id: scope.documentId },
    data: file,
  });
}

/** Changes the title or the metadata. @returns whether the document is there */
export async function changeDocument(
  tx: Transaction,
  scope: Scope,
  changes: { title?: string; metadata?: Metadata; updatedAt?: Date },
): Promise<boolean> {
  const { count } = await tx.knowledgeDocument.updateMany({
    where: { workspaceId: scope.workspaceId, id: scope.documentId, deletedAt: null },
    data: changes,
  });
  return count === 1;
}

/** Counts the passages in force anew, after one was switched off or on. */
export async function recountPassages(tx: Transaction, scope: VersionScope): Promise<void> {
  await tx.$executeRaw`
    UPDATE knowledge_document d SET (chunk_count, chinese_chunk_count, token_count) = (
      SELECT count(*), count(*) FILTER (WHERE c.language = 'zh'), coalesce(sum(c.length), 0) FROM chunk c
      WHERE c.workspace_id = d.workspace_id AND c.version_id = d.version_id AND NOT c.disabled)
    WHERE d.workspace_id = ${scope.workspaceId}::uuid AND d.id = ${scope.documentId}::uuid
      AND d.version_id = ${scope.versionId}::uuid`;
}

/** Names and values of the metadata in use, most used first: what a filter may ask for. */
export async function metadataInUse(
  tx: Transaction,
  workspaceId: string,
): Promise<{ key: string; value: string; documents: number }[]> {
  return tx.$queryRaw`
    SELECT m.key, m.value, count(*)::int AS documents FROM knowledge_document d, jsonb_each_text(d.metadata) m
    WHERE d.workspace_id = ${workspaceId}::uuid AND d.deleted_at IS NULL AND m.key <> 'valid_until'
    GROUP BY m.key, m.value ORDER BY m.key, documents DESC, m.value LIMIT 200`;
}

/** Says how far the newest version is; an older or cancelled one that is still under way has nothing to say. */
export async function saveStatus(
  tx: Transaction,
  scope: VersionScope,
  change: { status: DocumentStatus; error: string | null; now: Date },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE knowledge_document d SET status = ${change.status}, error = ${change.error}, updated_at = ${change.now}
    WHERE d.workspace_id = ${scope.workspaceId}::uuid AND d.id = ${scope.documentId}::uuid AND d.deleted_at IS NULL
      AND ${scope.versionId}::uuid = (SELECT v.id FROM document_version v
        WHERE v.workspace_id = d.workspace_id AND v.document_id = d.id ORDER BY v.number DESC LIMIT 1)
      AND NOT EXISTS (SELECT 1 FROM document_version v WHERE v.workspace_id = d.workspace_id
        AND v.id = ${scope.versionId}::uuid AND v.cancelled_at IS NOT NULL)`;
  return changed === 1;
}

/** Says how much of the newest version is embedded. */
export async function saveProgress(
  tx: Transaction,
  scope: VersionScope,
  progress: { done: number; total: number },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE knowledge_document d SET progress_done = ${progress.done}, progress_total = ${progress.total}
    WHERE d.workspace_id = ${scope.workspaceId}::uuid AND d.id = ${scope.documentId}::uuid
      AND ${scope.versionId}::uuid = (SELECT v.id FROM document_version v
        WHERE v.workspace_id = d.workspace_id AND v.document_id = d.id ORDER BY v.number DESC LIMIT 1)`;
}

/**
 * Puts a version in force, unless a newer one already is: from this commit on its chunks are found and those of the one
 * before are not.
 */
export async function putInForce(tx: Transaction, scope: VersionScope, now: Date): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE knowledge_document d SET version_id = v.id, version = v.number, updated_at = ${now},
      (chunk_count, chinese_chunk_count, token_count) = (
        SELECT count(*), count(*) FILTER (WHERE c.language = 'zh'), coalesce(sum(c.length), 0) FROM chunk c
        WHERE c.workspace_id = v.workspace_id AND c.version_id = v.id AND NOT c.disabled)
    FROM document_version v
    WHERE v.workspace_id = ${scope.workspaceId}::uuid AND v.id = ${scope.versionId}::uuid
      AND d.workspace_id = v.workspace_id AND d.id = v.document_id AND d.deleted_at IS NULL AND v.cancelled_at IS NULL
      AND (d.version_id IS NULL OR d.version <= v.number)`;
  return changed === 1;
}

export async function markDeleted(tx: Transaction, scope: Scope, now: Date): Promise<boolean> {
  const { count } = await tx.knowledgeDocument.updateMany({
    where: { workspaceId: scope.workspaceId, id: scope.documentId, deletedAt: null },
    data: { deletedAt: now, updatedAt: now },
  });
  return count === 1;
}

/** How many passages in force are written in each language. */
export async function countByLanguage(
  tx: Transaction,
  workspaceId: string,
): Promise<{ en: number; zh: number }> {
  const { _sum } = await tx.knowledgeDocument.aggregate({
    where: { workspaceId, deletedAt: null, versionId: { not: null } },
    _sum: { chunkCount: true, chineseChunkCount: true },
  });
  const zh = _sum.chineseChunkCount ?? 0;
  return { en: (_sum.chunkCount ?? 0) - zh, zh };
}
