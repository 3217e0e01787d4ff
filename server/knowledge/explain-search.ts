import type { Context } from "../context.ts";
import { explainPassage, type Why } from "./explaining/explain-passage.ts";
import { findPassages } from "./find-passages.ts";
import { thresholdsFor } from "./judge-outcome.ts";
import type { Passage, SearchInput, SearchOutcome } from "./schema.ts";

/**
 * The search as a draft would make it, with why each passage was found and how its evidence stands to the thresholds. Nothing
 * is kept of it.
 */
export async function explainSearch({ ctx, input }: { ctx: Context; input: SearchInput }): Promise<{
  passages: (Passage & { why: Why })[];
  outcome: SearchOutcome;
  evidence: number;
  searched: number;
  thresholds: { answer: number; related: number };
}> {
  const found = await findPassages({ ctx, input });
  const { outcome, evidence, searched } = found;
  const passages = found.passages.map((passage) => ({
    ...passage,
    why: explainPassage({ query: input.query, terms: found.terms, corrected: found.corrected }, passage),
  }));
  return { passages, outcome, evidence, searched, thresholds: thresholdsFor(searched, found.shift) };
}
