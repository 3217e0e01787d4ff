import type { Transaction } from "../../platform/database.ts";
import { toVectorText } from "../passages/vector-text.ts";
import type { QueryTerm } from "../plan-query.ts";
import type { Metadata, Passage } from "../schema.ts";

export type MatchQuery = {
  workspaceId: string;
  terms: QueryTerm[];
  vector: { model: string; values: number[]; weight: number } | undefined;
  filter: Metadata;
  limit: number;
};

type MatchRow = Omit<Passage, "legs" | "alsoIn"> & Passage["legs"] & { searched: number };

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
      internal, searched
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
