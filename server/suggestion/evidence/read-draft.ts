import { splitSentences } from "../../knowledge/split-sentences.ts";

/** One sentence of a draft: its half-open range in the clean text and the passages it names. */
export type DraftSentence = { start: number; end: number; text: string; cites: number[] };

/** `[1]`, `【2】`, `[1, 3]` with the blanks before them. */
const mark =
  /[ \t]*(?:\[\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*\]|【\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*】)/g;

/**
 * Takes the citation marks out of a draft. A mark belongs to the sentence it follows, whether it stands before or after
 * the full stop.
 */
export function readDraft(draft: string): { text: string; sentences: DraftSentence[] } {
  const marks: { at: number; numbers: number[] }[] = [];
  let text = "";
  let from = 0;
  for (const found of draft.matchAll(mark)) {
    text += draft.slice(from, found.index);
    from = found.index + found[0].length;
    marks.push({ at: text.length, numbers: (found[1] ?? found[2] ?? "").split(/[,，、]/).map(Number) });
  }
  text += draft.slice(from);
  const lead = text.length - text.trimStart().length;
  text = text.trim();

  const sentences: DraftSentence[] = splitSentences(text).map(({ start, end }) => ({
    start,
    end,
    text: text.slice(start, end),
    cites: [],
  }));
  for (const { at, numbers } of marks) {
    // The last sentence that begins before the mark.
    const sentence = sentences.findLast(({ start }) => start < Math.max(1, at - lead));
    for (const number of numbers)
      if (sentence && !sentence.cites.includes(number)) sentence.cites.push(number);
  }
  return { text, sentences };
}
