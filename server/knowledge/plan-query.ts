import type { TranslatedTerm } from "../platform/dictionary.ts";
import { synonyms } from "./bilingual/synonyms.ts";
import { bigramPrefix, countTerms, tokenize } from "./tokenize.ts";

/** A term to look for. Those of one concept stand for the same thing, and only the best of them counts. */
export type QueryTerm = { term: string; concept: number; weight: number };

/** Character pairs help where the segmenter errs, and are noise where it does not. */
const bigramWeight = 0.4;
/** A synonym is nearly as good as the word itself. */
const synonymWeight = 0.7;
/** More distinct terms than any question has; a pasted log would otherwise read half the index. */
const mostTerms = 80;
const mostTranslations = 400;
/** "How long" asks for a time; "long" would find whatever says "as long as". */
const askingForAmount = /\bhow (?:long|much|many|often|far|fast|big|large|old|soon)\b/gi;

/**
 * The terms of a question: its own words, a concept each from 0 up, weighted by how often it says them, with their synonyms;
 * and below 0 its words in the other language.
 */
export function planQuery(question: string, translations: TranslatedTerm[]): QueryTerm[] {
  const own = [...countTerms(tokenize(question.replace(askingForAmount, " ")))]
    .slice(0, mostTerms)
    .flatMap(([term, count], concept) => {
      const weight = count * (term.startsWith(bigramPrefix) ? bigramWeight : 1);
      const others = [...(synonyms.get(term) ?? [])];
      return [
        { term, concept, weight },
        ...others.map((other) => ({ term: other, concept, weight: weight * synonymWeight })),
      ];
    });
  const other = translations
    .slice(0, mostTranslations)
    .map(({ term, concept, weight }) => ({ term, concept: -1 - concept, weight }));
  return [...own, ...other];
}

/** How many different words of its own a question has. */
export function countWords(terms: QueryTerm[]): number {
  const own = terms.filter(({ term, concept }) => concept >= 0 && !term.startsWith(bigramPrefix));
  return new Set(own.map(({ concept }) => concept)).size;
}
