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
 * What customers say in several everyday words, and documents in one: left as they are, "send it back" would find whatever
 * is sent, and "my money" nothing.
 */
const everydayPhrases: { phrase: RegExp; word: string; keepsMiddle?: true }[] = [
  {
    // "send the lamp back": the lamp stays.
    phrase:
      /\b(?:send|sends|sending|sent|give|gives|giving|gave|bring|bringing|brought|take|taking|took|ship|shipping|shipped|mail|mailing|mailed)\b(?:\s+[\w'’-]+){0,4}?\s+back\b/gi,
    word: "return",
    keepsMiddle: true,
  },
  {
    phrase:
      /\b(?:get|getting|got|have|see|want|receive)\b(?:\s+[\w'’-]+){0,3}?\s+money(?:\s+back)?\b|\bmoney\s+back\b/gi,
    word: "refund",
  },
  { phrase: /\bcall(?:ing|ed)?\s+(?:\w+\s+){0,3}?off\b/gi, word: "cancel", keepsMiddle: true },
];

/** A question in the words that documents use for what it says. */
function inDocumentWords(question: string): string {
  return everydayPhrases.reduce(
    (text, { phrase, word, keepsMiddle }) =>
      text.replace(phrase, (said) =>
        keepsMiddle ? `${word} ${said.split(/\s+/).slice(1, -1).join(" ")}` : word,
      ),
    question,
  );
}

/**
 * The terms of a question: its own words, a concept each from 0 up, weighted by how often it says them, with their synonyms;
 * and below 0 its words in the other language.
 */
export function planQuery(question: string, translations: TranslatedTerm[]): QueryTerm[] {
  const own = [...countTerms(tokenize(inDocumentWords(question.replace(askingForAmount, " "))))]
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
