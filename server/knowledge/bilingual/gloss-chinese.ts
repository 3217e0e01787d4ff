import { chineseStopWords } from "../stop-words.ts";
import { chineseWords } from "./chinese-words.ts";
import type { Senses } from "./read-cedict.ts";

const run =
  /(\p{Script=Han}+)|((?:(?!\p{Script=Han})[\p{L}\p{N} .%_/-])*(?!\p{Script=Han})[\p{L}\p{N}%])|([。！？!?])|([，、；,;])/gu;

/**
 * A Chinese text word by word in English, each word by its first sense; Latin parts stay. Not a translation, but close
 * enough in meaning for an English sentence encoder to tell what a text is about.
 */
export function glossChinese(text: string, dictionary: Senses): string {
  const out: string[] = [];
  for (const [, chinese, other, end, pause] of text.normalize("NFKC").matchAll(run)) {
    if (other) out.push(other.trim());
    if (end) out.push(".");
    if (pause) out.push(",");
    for (const word of chinese ? chineseWords(chinese, dictionary) : []) {
      const sense = chineseStopWords.has(word) ? undefined : dictionary.get(word)?.[0];
      if (sense) out.push(sense);
    }
  }
  return out.join(" ");
}
