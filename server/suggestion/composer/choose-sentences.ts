import { splitSentences } from "../../knowledge/split-sentences.ts";
import { tokenize } from "../../knowledge/tokenize.ts";
import type { NumberedPassage } from "../schema.ts";

/** A sentence to quote, with the number of the passage it stands in. */
export type QuotedSentence = { number: number; text: string };

const longestQuote = 3;
const longestCharacters = 600;
/** A second passage is quoted too when its best sentence is nearly as good as the first one's. */
const secondPassageShare = 0.7;

type Candidate = {
  passage: NumberedPassage;
  index: number;
  text: string;
  tokens: Set<string>;
  quotable: boolean;
};

/** Headings and questions say what follows, not what to do: they direct the choice and are not quoted themselves. */
function isLead(text: string, rest: string): boolean {
  if (/[?？]\s*$/u.test(text)) return true;
  const endsLine = rest === "" || /^[ \t]*\r?\n/.test(rest);
  return (
    /^#{1,6}\s/.test(text) ||
    (endsLine &&
      !/[.!。！;；:：]["'”’)）]?$/u.test(text) &&
      text.length <= 80 &&
      !/^\s*([-*•]|\d+[.)、])\s/.test(text))
  );
}

function candidatesOf(passage: NumberedPassage): Candidate[] {
  return splitSentences(passage.text).flatMap(({ start, end }, index) => {
    const whole = passage.text.slice(start, end);
    // A quote begins after its list mark or quote mark: those are layout, not words.
    const text = whole.replace(/^(?:[-*•>]|\d+[.)、])\s+/u, "").trim();
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    const quotable = !isLead(whole, passage.text.slice(end));
    return [{ passage, index, text, tokens: new Set(tokenize(text)), quotable }];
  });
}

/**
 * Chooses two or three consecutive sentences that answer a question best, by the summed inverse document frequency of
 * the question's words they hold (the frequency counted over the given passages' sentences). What a heading or a
 * question matched counts for the sentences after it.
 */
export function chooseSentences(question: string, passages: NumberedPassage[]): QuotedSentence[] {
  const wanted = new Set(tokenize(question));
  const byPassage = passages.map(candidatesOf);
  const all = byPassage.flat();
  const rarity = new Map<string, number>();
  for (const token of wanted) {
    const holders = all.filter((candidate) => candidate.tokens.has(token)).length;
    if (holders > 0) rarity.set(token, Math.log(1 + all.length / holders));
  }
  const weigh = (candidate: Candidate) =>
    [...rarity].reduce((sum, [token, weight]) => sum + (candidate.tokens.has(token) ? weight : 0), 0);

  const best = byPassage
    .map((candidates) => bestWindow(candidates, weigh))
    .filter((window) => window !== null)
    .sort((a, b) => b.score - a.score);
  const [first, second] = best;
  if (!first) return [];
  const chosen = [...first.sentences];
  if (second && chosen.length < longestQuote && second.score >= secondPassageShare * first.score)
    chosen.push(...second.sentences.slice(0, longestQuote - chosen.length));
  return chosen.map(({ passage, text }) => ({ number: passage.number, text }));
}

/** The best run of up to three quotable sentences of one passage. The passage's own rank settles what words leave open. */
function bestWindow(
  candidates: Candidate[],
  weigh: (candidate: Candidate) => number,
): { score: number; sentences: Candidate[] } | null {
  let lead = 0;
  const weights = candidates.map((candidate) => {
    const own = weigh(candidate);
    if (!candidate.quotable) lead = own;
    const weight = own + 0.5 * lead;
    // A lead speaks for what comes right after it, less and less.
    if (candidate.quotable) lead *= 0.8;
    return weight;
  });
  let best: { score: number; sentences: Candidate[] } | null = null;
  candidates.forEach((first, from) => {
    if (!first.quotable) return;
    const sentences = [first];
    let score = weights[from]!;
    let length = first.text.length;
    for (let next = from + 1; next < candidates.length && sentences.length < longestQuote; next++) {
      const candidate = candidates[next]!;
      if (!candidate.quotable || length + candidate.text.length > longestCharacters) break;
      sentences.push(candidate);
      score += weights[next]! * 0.8 ** (next - from);
      length += candidate.text.length;
    }
    const ranked = (score + 0.01) * (0.5 + first.passage.score);
    if (!best || ranked > best.score) best = { score: ranked, sentences };
  });
  return best;
}
