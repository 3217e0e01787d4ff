import type { Context } from "../context.ts";
import { meters } from "../platform/meters.ts";
import { type AskedFor, recordQuestion } from "./asked/record-question.ts";
import { findPassages } from "./find-passages.ts";
import type { Passage, SearchInput, SearchOutcome } from "./schema.ts";

/**
 * Finds the passages that answer a question, best first, among the documents in force whose metadata carries all of
 * `filter`, and says whether they do: `answer`, `related` (worth reading, no more) or `unknown`.
 * @param input.asked keeps the question with what it found; left out, nothing is kept
 */
export async function searchKnowledge({
  ctx,
  input: { asked, ...input },
}: {
  ctx: Context;
  input: SearchInput & { asked?: AskedFor };
}): Promise<{ passages: Passage[]; outcome: SearchOutcome }> {
  const startedAt = performance.now();
  const found = await findPassages({ ctx, input });
  const { passages, outcome } = found;
  meters().searches.observe({ outcome }, (performance.now() - startedAt) / 1000);
  if (asked) await recordQuestion({ ctx, input: { ...asked, question: input.query, ...found } });
  return { passages, outcome };
}
