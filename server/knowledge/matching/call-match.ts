import { z } from "zod";
import { DomainError } from "../../errors.ts";
import { type Supabase, SupabaseError } from "../../platform/supabase.ts";
import { toVectorText } from "../passages/vector-text.ts";
import type { Passage } from "../schema.ts";
import type { MatchQuery } from "./store.ts";

/** What `match_chunks` returns, as JSON carries it. */
const rowSchema = z.object({
  document_id: z.uuid(),
  version_id: z.uuid(),
  title: z.string(),
  chunk_id: z.uuid(),
  text: z.string(),
  start_offset: z.int(),
  end_offset: z.int(),
  heading_path: z.array(z.string()),
  score: z.number(),
  lexical: z.number(),
  similarity: z.number().nullable(),
  coverage: z.number(),
  internal: z.boolean(),
  searched: z.int(),
});

/**
 * The same as matchPassages of the store, by the same SQL function, called through Supabase's REST interface.
 * @throws DomainError("storage_unavailable"), also for an answer that is not the function's
 */
export async function callMatch(
  supabase: Supabase,
  query: MatchQuery,
): Promise<{ passages: Passage[]; searched: number }> {
  const { terms, vector } = query;
  const answer = await supabase.callFunction("match_chunks", {
    in_workspace: query.workspaceId,
    in_terms: terms.map(({ term }) => term),
    in_concepts: terms.map(({ concept }) => concept),
    in_weights: terms.map(({ weight }) => weight),
    in_model: vector?.model ?? "",
    in_vector: vector ? toVectorText(vector.values) : null,
    in_vector_weight: vector?.weight ?? 0,
    in_filter: query.filter,
    in_limit: query.limit,
  });
  const rows = z.array(rowSchema).safeParse(answer);
  if (!rows.success)
    throw new DomainError(
      "storage_unavailable",
      "Supabase does not answer as it should. Try again in a moment.",
      {
        cause: new SupabaseError("match_chunks answered rows of another form.", { cause: rows.error }),
        retryAfterSeconds: 5,
      },
    );
  const passages = rows.data.map((row) => ({
    documentId: row.document_id,
    versionId: row.version_id,
    title: row.title,
    chunkId: row.chunk_id,
    text: row.text,
    start: row.start_offset,
    end: row.end_offset,
    headingPath: row.heading_path,
    score: row.score,
    internal: row.internal,
    legs: { lexical: row.lexical, similarity: row.similarity, coverage: row.coverage },
  }));
  return { passages, searched: rows.data[0]?.searched ?? 0 };
}
