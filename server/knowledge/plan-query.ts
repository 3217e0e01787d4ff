import { countTerms, tokenize } from "./tokenize.ts";

/** What a question is searched with: its terms, each a concept of its own, weighted by how often it says them. */
export type QueryPlan = {
  terms: { term: string; concept: number; weight: number }[];
  vectorWeight: number;
};

/** The vector leg beside the lexical leg's 1. */
const vectorWeight = 0.5;
/** More distinct terms than any question has; a pasted log would otherwise read half the index. */
const mostTerms = 64;

export function planQuery(query: string): QueryPlan {
  const counts = [...countTerms(tokenize(query))].slice(0, mostTerms);
  return { terms: counts.map(([term, weight], concept) => ({ term, concept, weight })), vectorWeight };
}
