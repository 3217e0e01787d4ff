import snowball from "snowball-stemmers";
import { chineseStopWords, englishStopWords } from "./stop-words.ts";

const stemmer = snowball.newStemmer("english");
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

const run =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+)|((?:(?!\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana})[\p{L}\p{N}\p{M}])+(?:'\p{Script=Latin}{1,2}(?!\p{L}))?)/gu;
/** Names that are written in several ways: CRS-200, max_replicas, v7.4. */
const compound = /[a-z0-9]+(?:[-_.][a-z0-9]+)+/g;

/** Longer than any word; what exceeds it is data, not language. */
const maxTermLength = 64;

/** A pair of neighbouring characters, kept apart from a word of the same characters. */
export const bigramPrefix = "~";

/** Stemming costs more than all the rest, and texts repeat their words. */
const stems = new Map<string, string>();
const mostStems = 50_000;

function stemOf(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    stem = stemmer.stem(word);
    if (stems.size >= mostStems) stems.clear();
    stems.set(word, stem);
  }
  return stem;
}

function addWord(word: string, terms: string[]): void {
  if (englishStopWords.has(word)) return;
  const bare = word.replace(/'.*$/, "");
  if (bare.length > maxTermLength || englishStopWords.has(bare)) return;
  terms.push(/^[a-z]+$/.test(bare) ? stemOf(bare) : bare);
}

function addChinese(text: string, terms: string[]): void {
  for (const { segment } of segmenter.segment(text)) if (!chineseStopWords.has(segment)) terms.push(segment);
  const characters = [...text];
  for (let i = 0; i + 1 < characters.length; i++) {
    const pair = `${characters[i]}${characters[i + 1]}`;
    if (!chineseStopWords.has(pair)) terms.push(bigramPrefix + pair);
  }
}

/**
 * The terms of a text, in order and with repetitions, for BM25: NFKC and lower case; English words without stop words,
 * stemmed (Snowball); Chinese words (Intl.Segmenter) and, since a segmenter errs on product names, character pairs;
 * codes also as one term without their punctuation.
 */
export function tokenize(text: string): string[] {
  const plain = text.normalize("NFKC").toLowerCase().replaceAll("’", "'");
  const terms: string[] = [];
  for (const [, chinese, word] of plain.matchAll(run)) {
    if (chinese) addChinese(chinese, terms);
    else if (word) addWord(word, terms);
  }
  for (const [code] of plain.matchAll(compound))
    if (/[0-9_]/.test(code) && code.length <= maxTermLength) terms.push(code.replace(/[-_.]/g, ""));
  return terms;
}

/** How often each term occurs. */
export function countTerms(terms: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
