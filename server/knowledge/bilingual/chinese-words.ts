import type { Senses } from "./read-cedict.ts";

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
const longestWord = 8;

/** The longest words of the dictionary, from left to right; a character that is in none stands alone. */
function longestMatches(text: string, dictionary: Senses): string[] {
  const words: string[] = [];
  for (let i = 0; i < text.length; ) {
    let length = Math.min(longestWord, text.length - i);
    while (length > 1 && !dictionary.has(text.slice(i, i + length))) length--;
    words.push(text.slice(i, i + length));
    i += length;
  }
  return words;
}

/**
 * Cuts a run of Han characters into words of the dictionary: whole segments (Intl.Segmenter) joined as far as the
 * dictionary knows the compound, and cut further where it does not know the segment.
 */
export function chineseWords(run: string, dictionary: Senses): string[] {
  const segments = [...segmenter.segment(run)].map(({ segment }) => segment);
  const words: string[] = [];
  for (let i = 0; i < segments.length; ) {
    let taken = 0;
    let compound = "";
    for (let j = i; j < segments.length && compound.length + segments[j]!.length <= longestWord; j++) {
      compound += segments[j];
      if (dictionary.has(compound)) taken = j - i + 1;
    }
    if (taken > 0) words.push(segments.slice(i, i + taken).join(""));
    else words.push(...longestMatches(segments[i]!, dictionary));
    i += Math.max(taken, 1);
  }
  return words;
}
