import type { TranslatedTerm } from "../platform/dictionary.ts";
import { bigramPrefix, countTerms, tokenize } from "./tokenize.ts";

/** A term to look for. Those of one concept stand for the same thing, and only the best of them counts. */
export type QueryTerm = { term: string; concept: number; weight: number };

/** Character pairs help where the segmenter errs, and are noise where it does not. */
const bigramWeight = 0.4;
/** More distinct terms than any question has; a pasted log would otherwise read half the index. */
const mostTerms = 80;
const mostTranslations = 400;

/**
 * The terms of a question: its own words, a concept each from 0 up, weighted by how often it says them; and below 0 its
 * words in the other language.
 */
export function planQuery(question: string, translations: TranslatedTerm[]): QueryTerm[] {
  const own = [...countTerms(tokenize(question))].slice(0, mostTerms).map(([term, count], concept) => ({
    term,
    concept,
    weight: count * (term.startsWith(bigramPrefix) ? bigramWeight : 1),
  }));
  const other = translations
    .slice(0, mostTranslations)
    .map(({ term, concept, weight }) => ({ term, concept: -1 - concept, weight }));
  return [...own, ...other];
}
