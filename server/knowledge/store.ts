import type { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";
import type { Heading } from "./chunk-text.ts";
import type { DocumentStatus, DocumentSummary, Layout, Metadata } from "./schema.ts";

type Scope = { workspaceId: string; documentId: string };
type VersionScope = Scope & { versionId: string };

function toSummary(row: Prisma.KnowledgeDocumentModel): DocumentSummary {
  const { id, title, filename, mediaType, error, version, versionId, createdAt, updatedAt } = row;
  return {
    ...{ id, title, filename, mediaType, error, version, versionId, createdAt, updatedAt },
    metadata: row.metadata as Metadata,
    status: row.status as DocumentStatus,
    chunks: row.chunkCount,
  };
}

export async function insertDocument(
  tx: Transaction,
  row: Scope & { title: string; filename: string; mediaType: string; metadata: Metadata; now: Date },
): Promise<void> {
  const { workspaceId, documentId: id, title, filename, mediaType, metadata, now } = row;
  await tx.knowledgeDocument.create({
    data: {
      ...{ workspaceId, id, title, filename, mediaType, metadata },
      status: "queued",
      createdAt: now,
      updatedAt: now,
    },
  });
}

/** Adds the next version of a document, whose row it locks; two uploads at once become two versions. */
export async function insertVersion(
  tx: Transaction,
  row: VersionScope & { original: Uint8Array<ArrayBuffer>; sha256: Uint8Array<ArrayBuffer>; now: Date },
): Promise<{ number: number }> {
  const { workspaceId, documentId, versionId: id, original, sha256, now } = row;
  await tx.$executeRaw`
    SELECT 1 FROM knowledge_document WHERE workspace_id = ${workspaceId}::uuid AND id = ${documentId}::uuid FOR UPDATE`;
  const newest = await tx.documentVersion.aggregate({
    where: { workspaceId, documentId },
    _max: { number: true },
  });
  const number = (newest._max.number ?? 0) + 1;
  await tx.documentVersion.create({
    data: { workspaceId, id, documentId, number, original, sha256, createdAt: now },
  });
  return { number };
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

/** The file of a version, for the parser; null when the document was deleted meanwhile. */
export async function findOriginal(tx: Transaction, scope: VersionScope) {
  return tx.documentVersion.findFirst({
    where: {
      workspaceId: scope.workspaceId,
      documentId: scope.documentId,
      id: scope.versionId,
      document: { deletedAt: null },
    },
    select: {
      original: true,
      text: true,
      document: { select: { title: true, filename: true, mediaType: true } },
    },
  });
}

/** The extracted text of a version, also of superseded ones and of deleted documents: citations point there. */
export async function findVersionText(tx: Transaction, workspaceId: string, versionId: string) {
  const row = await tx.documentVersion.findUnique({
    where: { workspaceId_id: { workspaceId, id: versionId } },
    select: {
      documentId: true,
      number: true,
      text: true,
      headings: true,
      layout: true,
      document: { select: { title: true, deletedAt: true } },
    },
  });
  if (!row || row.text === null) return null;
  const headings = (row.headings as [number, number, number][]).map(
    ([level, start, end]): Heading => ({ level, start, end }),
  );
  return { ...row, text: row.text, headings, layout: (row.layout ?? {}) as Layout };
}

export async function saveExtractedText(
  tx: Transaction,
  scope: VersionScope,
  extracted: { text: string; headings: Heading[]; layout?: Layout },
): Promise<void> {
  await tx.documentVersion.update({
    where: { workspaceId_id: { workspaceId: scope.workspaceId, id: scope.versionId } },
    data: {
      text: extracted.text,
      headings: extracted.headings.map(({ level, start, end }) => [level, start, end]),
      layout: extracted.layout ?? {},
    },
  });
}

export async function newestVersion(
  tx: Transaction,
  workspaceId: string,
  documentId: string,
): Promise<string> {
  const { id } = await tx.documentVersion.findFirstOrThrow({
    where: { workspaceId, documentId },
    orderBy: { number: "desc" },
    select: { id: true },
  });
  return id;
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

export async function retitleDocument(tx: Transaction, scope: Scope, title: string): Promise<void> {
  await tx.knowledgeDocument.updateMany({
    where: { workspaceId: scope.workspaceId, id: scope.documentId },
    data: { title },
  });
}

/** Says how far the newest version is; an older one that is still under way has nothing to say. */
export async function saveStatus(
  tx: Transaction,
  scope: VersionScope,
  change: { status: DocumentStatus; error: string | null; now: Date },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE knowledge_document d SET status = ${change.status}, error = ${change.error}, updated_at = ${change.now}
    WHERE d.workspace_id = ${scope.workspaceId}::uuid AND d.id = ${scope.documentId}::uuid AND d.deleted_at IS NULL
      AND ${scope.versionId}::uuid = (SELECT v.id FROM document_version v
        WHERE v.workspace_id = d.workspace_id AND v.document_id = d.id ORDER BY v.number DESC LIMIT 1)`;
  return changed === 1;
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
        WHERE c.workspace_id = v.workspace_id AND c.version_id = v.id)
    FROM document_version v
    WHERE v.workspace_id = ${scope.workspaceId}::uuid AND v.id = ${scope.versionId}::uuid
      AND d.workspace_id = v.workspace_id AND d.id = v.document_id AND d.deleted_at IS NULL
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
