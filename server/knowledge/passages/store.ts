import type { Transaction } from "../../platform/database.ts";
import type { Language } from "../detect-language.ts";
import type { QueryTerm } from "../plan-query.ts";
import type { Metadata, Passage, PassagePlace } from "../schema.ts";

/** A passage with what its search needs. */
export type IndexedPassage = {
  id: string;
  ordinal: number;
  start: number;
  end: number;
  text: string;
  headingPath: string[];
  language: Language;
  /** How often each term occurs in it and in the title and headings above it. */
  terms: Map<string, number>;
  length: number;
};

const largestSmallInt = 32_767;

export async function countPassages(
  tx: Transaction,
  workspaceId: string,
  versionId: string,
): Promise<number> {
  return tx.chunk.count({ where: { workspaceId, versionId } });
}

export async function placesOf(
  tx: Transaction,
  workspaceId: string,
  versionId: string,
): Promise<PassagePlace[]> {
  const found = await tx.chunk.findMany({
    where: { workspaceId, versionId },
    orderBy: { ordinal: "asc" },
    select: { ordinal: true, startOffset: true, endOffset: true, headingPath: true },
  });
  return found.map(({ ordinal, startOffset: start, endOffset: end, headingPath }) => ({
    ...{ ordinal, start, end, headingPath },
  }));
}

/** Stores passages and their postings together; those that are stored already stay. */
export async function insertPassages(
  tx: Transaction,
  scope: { workspaceId: string; versionId: string },
  passages: IndexedPassage[],
): Promise<void> {
  const { workspaceId, versionId } = scope;
  const inserted = await tx.chunk.createManyAndReturn({
    data: passages.map((passage) => ({
      ...{ workspaceId, versionId, id: passage.id, ordinal: passage.ordinal, text: passage.text },
      ...{ startOffset: passage.start, endOffset: passage.end, headingPath: passage.headingPath },
      ...{ language: passage.language, length: passage.length },
    })),
    skipDuplicates: true,
    select: { id: true },
  });
  const fresh = new Set(inserted.map(({ id }) => id));
  const columns = {
    terms: [] as string[],
    ordinals: [] as number[],
    counts: [] as number[],
    lengths: [] as number[],
  };
  for (const passage of passages) {
    if (!fresh.has(passage.id)) continue;
    for (const [term, count] of passage.terms) {
      columns.terms.push(term);
      columns.ordinals.push(passage.ordinal);
      columns.counts.push(Math.min(count, largestSmallInt));
      columns.lengths.push(Math.min(passage.length, largestSmallInt));
    }
  }
  await tx.$executeRaw`
    INSERT INTO posting (workspace_id, term, version_id, ordinal, frequency, length)
    SELECT ${workspaceId}::uuid, p.term, ${versionId}::uuid, p.ordinal, p.frequency, p.length
    FROM unnest(${columns.terms}::text[], ${columns.ordinals}::int[], ${columns.counts}::smallint[],
      ${columns.lengths}::smallint[]) AS p(term, ordinal, frequency, length)`;
}

/** The next passages of a version that a model has not embedded yet. */
export async function passagesWithoutVector(
  tx: Transaction,
  scope: {
    workspaceId: string;
    versionId: string;
    model: string;
    languages: readonly Language[];
    take: number;
  },
): Promise<{ ordinal: number; text: string; headingPath: string[] }[]> {
  return tx.$queryRaw`
    SELECT c.ordinal, c.text, c.heading_path AS "headingPath" FROM chunk c
    WHERE c.workspace_id = ${scope.workspaceId}::uuid AND c.version_id = ${scope.versionId}::uuid
      AND c.language = ANY (${[...scope.languages]}::text[])
      AND NOT EXISTS (SELECT 1 FROM chunk_embedding e WHERE e.workspace_id = c.workspace_id
        AND e.model = ${scope.model} AND e.version_id = c.version_id AND e.ordinal = c.ordinal)
    ORDER BY c.ordinal LIMIT ${scope.take}`;
}

/** Seven significant digits are what a 4-byte float holds. */
function toVectorText(vector: number[]): string {
  return `[${vector.map((value) => Number(value.toPrecision(7))).join(",")}]`;
}

export async function insertVectors(
  tx: Transaction,
  scope: { workspaceId: string; versionId: string; model: string },
  rows: { ordinal: number; vector: number[] }[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO chunk_embedding (workspace_id, version_id, ordinal, model, embedding)
    SELECT ${scope.workspaceId}::uuid, ${scope.versionId}::uuid, v.ordinal, ${scope.model}, v.embedding::vector
    FROM unnest(${rows.map(({ ordinal }) => ordinal)}::int[], ${rows.map(({ vector }) => toVectorText(vector))}::text[])
      AS v(ordinal, embedding)
    ON CONFLICT DO NOTHING`;
}

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

export type MatchQuery = {
  workspaceId: string;
  terms: QueryTerm[];
  vector: { model: string; values: number[]; weight: number } | undefined;
  filter: Metadata;
  limit: number;
};

type MatchRow = Omit<Passage, "legs"> & Passage["legs"] & { searched: number };

/**
 * The best passages of the documents in force that carry all of `filter`, by the SQL function `match_chunks`.
 * @returns them, and how many passages were in scope (0 when none was found)
 */
export async function matchPassages(
  tx: Transaction,
  query: MatchQuery,
): Promise<{ passages: Passage[]; searched: number }> {
  const { terms, vector } = query;
  const rows = await tx.$queryRaw<MatchRow[]>`
    SELECT document_id AS "documentId", version_id AS "versionId", title, chunk_id AS "chunkId", text,
      start_offset AS "start", end_offset AS "end", heading_path AS "headingPath", score, lexical, similarity, coverage,
      searched
    FROM match_chunks(${query.workspaceId}::uuid, ${terms.map(({ term }) => term)}::text[],
      ${terms.map(({ concept }) => concept)}::int[], ${terms.map(({ weight }) => weight)}::real[],
      ${vector?.model ?? ""}, ${vector ? toVectorText(vector.values) : null}::vector, ${vector?.weight ?? 0}::float8,
      ${JSON.stringify(query.filter)}::jsonb, ${query.limit}::int)`;
  const passages = rows.map(({ lexical, similarity, coverage, searched: _, ...passage }) => ({
    ...passage,
    legs: { lexical, similarity, coverage },
  }));
  return { passages, searched: rows[0]?.searched ?? 0 };
}
