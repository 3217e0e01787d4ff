import type { Transaction } from "../../platform/database.ts";
import type { Language } from "../detect-language.ts";
import type { PassagePlace } from "../schema.ts";
import { toVectorText } from "./vector-text.ts";

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
  /** SHA-256 of what is embedded of it. */
  contentHash: Uint8Array<ArrayBuffer>;
  /** Stored, and not to be found. */
  disabled?: boolean;
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
    select: { ordinal: true, startOffset: true, endOffset: true, headingPath: true, disabled: true },
  });
  return found.map(({ ordinal, startOffset: start, endOffset: end, headingPath, disabled }) => ({
    ...{ ordinal, start, end, headingPath, disabled },
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
      ...{ language: passage.language, length: passage.length, contentHash: passage.contentHash },
      disabled: passage.disabled ?? false,
    })),
    skipDuplicates: true,
    select: { id: true },
  });
  const fresh = new Set(inserted.map(({ id }) => id));
  await insertPostings(
    tx,
    scope,
    passages.filter(({ id, disabled }) => fresh.has(id) && !disabled),
  );
}

/** Makes passages findable by their words. */
export async function insertPostings(
  tx: Transaction,
  { workspaceId, versionId }: { workspaceId: string; versionId: string },
  passages: Pick<IndexedPassage, "ordinal" | "terms" | "length">[],
): Promise<void> {
  const columns = {
    terms: [] as string[],
    ordinals: [] as number[],
    counts: [] as number[],
    lengths: [] as number[],
  };
  for (const passage of passages) {
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
      AND c.language = ANY (${[...scope.languages]}::text[]) AND NOT c.disabled
      AND NOT EXISTS (SELECT 1 FROM chunk_embedding e WHERE e.workspace_id = c.workspace_id
        AND e.model = ${scope.model} AND e.version_id = c.version_id AND e.ordinal = c.ordinal)
    ORDER BY c.ordinal LIMIT ${scope.take}`;
}

export async function insertVectors(
  tx: Transaction,
  scope: { workspaceId: string; versionId: string; model: string },
  rows: { ordinal: number; vector: number[] }[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO chunk_embedding (workspace_id, version_id, ordinal, model, embedding, signature)
    SELECT ${scope.workspaceId}::uuid, ${scope.versionId}::uuid, v.ordinal, ${scope.model}, v.embedding::vector,
      binary_quantize(v.embedding::vector)
    FROM unnest(${rows.map(({ ordinal }) => ordinal)}::int[], ${rows.map(({ vector }) => toVectorText(vector))}::text[])
      AS v(ordinal, embedding)
    ON CONFLICT DO NOTHING`;
}

/** How many passages of a version the model understands, and how many of them it has embedded. */
export async function countEmbedded(
  tx: Transaction,
  scope: { workspaceId: string; versionId: string; model: string; languages: readonly Language[] },
): Promise<{ done: number; total: number }> {
  const [row] = await tx.$queryRaw<{ done: number; total: number }[]>`
    SELECT count(e.ordinal)::int AS done, count(*)::int AS total FROM chunk c
    LEFT JOIN chunk_embedding e ON e.workspace_id = c.workspace_id AND e.model = ${scope.model}
      AND e.version_id = c.version_id AND e.ordinal = c.ordinal
    WHERE c.workspace_id = ${scope.workspaceId}::uuid AND c.version_id = ${scope.versionId}::uuid
      AND c.language = ANY (${[...scope.languages]}::text[]) AND NOT c.disabled`;
  return row ?? { done: 0, total: 0 };
}

/**
 * Gives passages the vectors that the same content has in other versions of their document: what did not change is not
 * embedded again.
 */
export async function copyVectors(
  tx: Transaction,
  scope: {
    workspaceId: string;
    documentId: string;
    versionId: string;
    model: string;
    ordinals: { from: number; to: number };
  },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO chunk_embedding (workspace_id, version_id, ordinal, model, embedding, signature)
    SELECT c.workspace_id, c.version_id, c.ordinal, e.model, e.embedding, e.signature
    FROM chunk c
    JOIN document_version v ON v.workspace_id = c.workspace_id AND v.document_id = ${scope.documentId}::uuid
      AND v.id <> c.version_id
    JOIN chunk o ON o.workspace_id = c.workspace_id AND o.version_id = v.id AND o.content_hash = c.content_hash
    JOIN chunk_embedding e ON e.workspace_id = o.workspace_id AND e.model = ${scope.model}
      AND e.version_id = o.version_id AND e.ordinal = o.ordinal
    WHERE c.workspace_id = ${scope.workspaceId}::uuid AND c.version_id = ${scope.versionId}::uuid AND NOT c.disabled
      AND c.ordinal >= ${scope.ordinals.from} AND c.ordinal < ${scope.ordinals.to}
    ON CONFLICT DO NOTHING`;
}

/** The content (its hash in hex) that is switched off in a version. */
export async function disabledContent(
  tx: Transaction,
  workspaceId: string,
  versionId: string | null,
): Promise<Set<string>> {
  if (versionId === null) return new Set();
  const rows = await tx.chunk.findMany({
    where: { workspaceId, versionId, disabled: true },
    select: { contentHash: true },
  });
  return new Set(rows.map(({ contentHash }) => Buffer.from(contentHash).toString("hex")));
}
