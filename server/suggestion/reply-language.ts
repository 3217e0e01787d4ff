import { detectLanguage } from "../knowledge/detect-language.ts";
import type { Language } from "./schema.ts";

const named = /^(preferred_?)?(locale|language|lang)$/i;
const deepest = 4;

/** What a payload says of the customer's language: the field of such a name that is nearest to the top. */
function languageNamed(body: unknown): Language | null {
  let level: unknown[] = [body];
  for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
    const objects = level
      .filter((one): one is object => typeof one === "object" && one !== null)
      .slice(0, 200);
    for (const one of objects)
      for (const [name, value] of Object.entries(one)) {
        if (!named.test(name) || typeof value !== "string") continue;
        if (/^(zh|cmn|chinese|中文|简体)/i.test(value)) return "zh";
        if (/^en/i.test(value)) return "en";
      }
    level = objects.flatMap((one) => Object.values(one).slice(0, 100));
  }
  return null;
}

/** The language to answer in: of the customer's own words, else the one the payload names, else of their name. */
export function replyLanguage(of: { text: string; body: unknown; contactName: string | null }): Language {
  if (of.text.trim() !== "") return detectLanguage(of.text);
  return languageNamed(of.body) ?? detectLanguage(of.contactName ?? "");
}

const shortest = 3;
const longest = 200;

/** What to look up for an event without a text: its type's words and the short texts it carries, at most 300 characters. */
export function queryOfEvent(type: string, body: unknown): string {
  const texts: string[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > deepest || texts.length > 20) return;
    if (typeof value === "string") {
      const isWords = /\p{L}{2}/u.test(value) && !/^[\w-]{20,}$|:\/\/|@/u.test(value);
      if (isWords && value.length >= shortest && value.length <= longest) texts.push(value);
    } else if (typeof value === "object" && value !== null)
      for (const child of Object.values(value)) visit(child, depth + 1);
  };
  visit(body, 0);
  return [type.replace(/[._:/-]+/g, " "), ...texts].join(" ").slice(0, 300);
}
