import { tokenize } from "./tokenize.ts";

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** The words of a text as it writes them, in lower case, by the terms the search knows them by. */
export function spellWords(text: string): Map<string, string> {
  const written = new Map<string, string>();
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const [term] = isWordLike ? tokenize(segment) : [];
    if (term && !written.has(term)) written.set(term, segment.toLowerCase());
  }
  return written;
}
