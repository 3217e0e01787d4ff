import type { Passage, SearchOutcome } from "./schema.ts";

/** What the evidence is weighed against: a larger base holds more by chance, a longer message asks less of what it says. */
export type Circumstances = {
  /** How many passages were searched. */
  searched: number;
  /** How many different words the question has. */
  words: number;
  /** What a workspace learned its thresholds should be moved by. */
  shift?: { answer: number; related: number };
};

/** The base the thresholds below are given for; per factor e of another size they move by these steps. */
const ordinaryBase = 40;
const answer = { from: 0.85, step: 0.05, least: 0.75, most: 1.05, similarity: 0.3 };
const related = { from: 0.6, step: 0.1, least: 0.45, most: 0.9, similarity: 0.25 };
/** A passage without a vector speaks by its words alone: easily where none has one, hardly where the others do. */
const wordsAlone = { answer: 0.55, related: 0.3 };
const wordsBesideVectors = { answer: 0.8, related: 0.5 };
/** A passage that holds every word asked for need not be close in meaning: "E-42" says nothing to an encoder. */
const everyWord = 0.99;
/** Up to so many words all of them count. */
const wordsOfAQuestion = 6;

type Threshold = typeof answer;

/**
 * The evidence from which passages count as an answer, and as related, in a base of this many passages.
 */
export function thresholdsFor(searched: number, shift = { answer: 0, related: 0 }) {
  return {
    answer: threshold(answer, searched) + shift.answer,
    related: threshold(related, searched) + shift.related,
  };
}

function threshold({ from, step, least, most }: Threshold, searched: number): number {
  const moved = from + step * Math.log(Math.max(searched, 1) / ordinaryBase);
  return Math.min(most, Math.max(least, moved));
}

/**
 * How much a passage speaks for holding the answer: the part of the question's words it holds (of a long message, more
 * than that) plus how close it is in meaning. Both are shares, which BM25 scores are not; 0 to 2.
 */
export function evidenceOf({ legs }: Pick<Passage, "legs">, words: number): number {
  const coverage = legs.coverage * Math.sqrt(Math.max(1, words / wordsOfAQuestion));
  return Math.min(1, coverage) + Math.max(0, legs.similarity ?? 0);
}

/**
 * Whether passages answer a question, hold something near it, or tell nothing about it. The thresholds were set on 240
 * encyclopedia paragraphs (93 % of their questions are answered; of 500 questions about other things 6 % are, and 80 % are
 * unknown), on samples of them down to 5, and on a support base in two languages, where none is. A workspace may move them to
 * fit its own documents (calibrate-search.ts).
 */
export function judgeOutcome(
  passages: Pick<Passage, "legs">[],
  { searched, words, shift }: Circumstances,
): SearchOutcome {
  const thresholds = thresholdsFor(searched, shift);
  const byWords = passages.some(({ legs }) => legs.similarity !== null) ? wordsBesideVectors : wordsAlone;
  const reaches = (one: Threshold, from: number, alone: number) =>
    passages.some((passage) => {
      const { similarity, coverage } = passage.legs;
      const evidence = evidenceOf(passage, words);
      if (similarity === null) return evidence >= alone;
      const isClose = similarity >= one.similarity || coverage >= everyWord;
      return isClose && evidence >= from;
    });
  if (reaches(answer, thresholds.answer, byWords.answer)) return "answer";
  return reaches(related, thresholds.related, byWords.related) ? "related" : "unknown";
}
