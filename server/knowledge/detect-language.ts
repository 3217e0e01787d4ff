export type Language = "en" | "zh";

const hanCharacter = /\p{Script=Han}/gu;
const latinWord = /\p{Script=Latin}+/gu;

/**
 * The language a text is searched and answered in. A Chinese text about software is full of Latin names, so it counts
 * as Chinese once it has as many Han characters as Latin words.
 */
export function detectLanguage(text: string): Language {
  const sample = text.slice(0, 4000);
  const han = sample.match(hanCharacter)?.length ?? 0;
  return han > 0 && han >= (sample.match(latinWord)?.length ?? 0) ? "zh" : "en";
}

/** Whether a text has words an English sentence encoder can read. */
export function hasEnglish(text: string): boolean {
  return detectLanguage(text) === "en" && /\p{Script=Latin}{2}/u.test(text);
}
