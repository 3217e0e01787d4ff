import type { TranslatedTerm } from "../../platform/dictionary.ts";
import { chineseStopWords } from "../stop-words.ts";
import { bigramPrefix, tokenize } from "../tokenize.ts";
import { chineseWords } from "./chinese-words.ts";
import type { Senses } from "./read-cedict.ts";

const mostSenses = 6;
const mostWords = 32;
/** A later sense is less likely the one that is meant. */
const laterSense = 0.85;
const longestPhrase = 3;

function keepBest(terms: Map<string, number>, term: string, weight: number): void {
  if (weight > (terms.get(term) ?? 0)) terms.set(term, weight);
}

function toTerms(concepts: Map<string, number>[]): TranslatedTerm[] {
  return concepts.flatMap((terms, concept) =>
    [...terms].map(([term, weight]) => ({ term, concept, weight })),
  );
}

/** The English terms of a Chinese question. A sense of several words counts for less by each of them alone. */
export function translateToEnglish(question: string, dictionary: Senses): TranslatedTerm[] {
  const concepts: Map<string, number>[] = [];
  for (const [run] of question.normalize("NFKC").matchAll(/\p{Script=Han}+/gu)) {
    for (const word of chineseWords(run, dictionary)) {
      if (chineseStopWords.has(word)) continue;
      const terms = new Map<string, number>();
      for (const [rank, sense] of (dictionary.get(word) ?? []).slice(0, mostSenses).entries()) {
        const words = tokenize(sense);
        const sure = (laterSense ** rank / Math.sqrt(words.length)) * (word.length === 1 ? 0.5 : 1);
        for (const term of words) keepBest(terms, term, sure);
      }
      if (terms.size > 0) concepts.push(terms);
    }
  }
  return toTerms(concepts);
}

/** From English terms, and up to three of them in a row, to the Chinese words that have them in a sense. */
export type ReverseIndex = ReadonlyMap<string, { word: string; weight: number }[]>;

export function reverseDictionary(dictionary: Senses): ReverseIndex {
  const known = new Map<string, string[]>();
  const termsOf = (sense: string) => {
    const cached = known.get(sense);
    if (cached) return cached;
    const terms = tokenize(sense);
    known.set(sense, terms);
    return terms;
  };
  const index = new Map<string, Map<string, number>>();
  const add = (key: string, word: string, weight: number) => {
    const words = index.get(key) ?? new Map<string, number>();
    keepBest(words, word, weight);
    index.set(key, words);
  };
  for (const [word, senses] of dictionary) {
    for (const [rank, sense] of senses.entries()) {
      const terms = termsOf(sense);
      if (terms.length === 0 || terms.length > 4) continue;
      const sure = 1 / (1 + 0.3 * rank);
      for (const term of new Set(terms)) add(term, word, sure / terms.length);
      if (terms.length > 1 && terms.length <= longestPhrase) add(terms.join(" "), word, sure);
    }
  }
  const best = new Map<string, { word: string; weight: number }[]>();
  for (const [key, words] of index)
    best.set(
      key,
      [...words]
        .map(([word, weight]) => ({ word, weight }))
        .sort((a, b) => b.weight - a.weight || a.word.length - b.word.length)
        .slice(0, mostWords),
    );
  return best;
}

/** The Chinese terms of an English question: words, their parts for less, and character pairs. */
export function translateToChinese(question: string, index: ReverseIndex): TranslatedTerm[] {
  const asked = tokenize(question);
  const concepts: Map<string, number>[] = [];
  const inPhrase = new Set<number>();
  const add = (key: string, sure: number) => {
    const terms = new Map<string, number>();
    for (const { word, weight } of index.get(key) ?? [])
      for (const term of tokenize(word)) {
        const whole = term === word;
        const pair = term.startsWith(bigramPrefix);
        const part = whole ? 1 : pair ? (word.length === 2 ? 0.8 : 0.4) : 0.35;
        keepBest(terms, term, sure * weight * part);
      }
    if (terms.size > 0) concepts.push(terms);
  };
  for (let i = 0; i < asked.length; i++)
    for (let length = longestPhrase; length > 1; length--) {
      const phrase = asked.slice(i, i + length).join(" ");
      if (i + length > asked.length || !index.has(phrase)) continue;
      add(phrase, 1.3);
      for (let j = i; j < i + length; j++) inPhrase.add(j);
      break;
    }
  for (const [i, term] of asked.entries()) if (!/^\d/.test(term)) add(term, inPhrase.has(i) ? 0.4 : 1);
  return toTerms(concepts);
}
