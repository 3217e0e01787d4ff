import { detectLanguage } from "../../knowledge/detect-language.ts";
import { splitSentences } from "../../knowledge/split-sentences.ts";
import { tokenize } from "../../knowledge/tokenize.ts";

/** A half-open range of UTF-16 units within a passage. */
export type Quote = { start: number; end: number };

/**
 * Where a passage supports a sentence: the sentence itself when the passage holds it, else the passage's sentence that
 * shares most of its words. Null when nothing is shared: then the passage is no evidence for it. Between languages words
 * cannot be compared, and the passage as a whole stands for itself.
 */
export function findQuote(sentence: string, passage: string): Quote | null {
  const exact = passage.indexOf(sentence);
  if (exact >= 0) return { start: exact, end: exact + sentence.length };
  if (detectLanguage(sentence) !== detectLanguage(passage)) return trimmed(passage);

  const wanted = new Set(tokenize(sentence));
  let best: (Quote & { shared: number }) | null = null;
  for (const { start, end } of splitSentences(passage)) {
    const tokens = new Set(tokenize(passage.slice(start, end)));
    const shared = tokens.size === 0 ? 0 : tokens.intersection(wanted).size / Math.sqrt(tokens.size);
    if (shared > (best?.shared ?? 0)) best = { start, end, shared };
  }
  return best && { start: best.start, end: best.end };
}

function trimmed(passage: string): Quote | null {
  const start = passage.length - passage.trimStart().length;
  const end = passage.trimEnd().length;
  return end > start ? { start, end } : null;
}
