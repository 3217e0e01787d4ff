import { type SentenceCode, sentences } from "./sentences.ts";

export type Said = { code: SentenceCode; params: Record<string, string> };

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Longer templates first: of two that fit, the one that says more is meant. */
const patterns = Object.entries(sentences)
  .map(([code, template]) => {
    const parts = template.split(/\{(\w+)\}/);
    const names = parts.filter((_, i) => i % 2 === 1);
    const source = parts.map((part, i) => (i % 2 === 1 ? "([\\s\\S]{1,4000}?)" : literal(part))).join("");
    return { code: code as SentenceCode, names, pattern: new RegExp(`^${source}$`), weight: template.length };
  })
  .sort((a, b) => b.weight - a.weight);

/** Which sentence of the server's a stored text is, with what was filled in; null for a text that is none of them. */
export function readSentence(text: string): Said | null {
  for (const { code, names, pattern } of patterns) {
    const found = pattern.exec(text);
    if (found) return { code, params: Object.fromEntries(names.map((name, i) => [name, found[i + 1]!])) };
  }
  return null;
}
