import { searchableText } from "../index-passages.ts";
import type { QueryTerm } from "../plan-query.ts";
import type { Passage } from "../schema.ts";
import { spellWords } from "../spell-words.ts";
import { bigramPrefix, tokenize } from "../tokenize.ts";

/** A word of the question and what stands in the passage for it. */
export type FoundWord = { word: string; as: string; how: "same" | "synonym" | "typo" | "translation" };

export type Why = {
  found: FoundWord[];
  /** Words of the question that the passage says nothing of. */
  missing: string[];
};

/** Which of a question's words a passage, its title or its headings say, and how; by the very terms it was searched with. */
export function explainPassage(
  { query, terms, corrected }: { query: string; terms: QueryTerm[]; corrected: QueryTerm[] },
  passage: Pick<Passage, "text" | "headingPath" | "title">,
): Why {
  const text = searchableText(passage, passage.title);
  const held = new Set(tokenize(text));
  const asked = spellWords(query);
  const written = spellWords(text);
  const guessed = new Set(corrected.map(({ term }) => term));
  const spelled = (term: string) => written.get(term) ?? term;
  const found: FoundWord[] = [];
  const missing: string[] = [];
  const own = Map.groupBy(
    terms.filter(({ term, concept }) => concept >= 0 && !term.startsWith(bigramPrefix)),
    ({ concept }) => concept,
  );
  for (const [first, ...others] of own.values()) {
    const word = asked.get(first!.term) ?? first!.term;
    const other = others.find(({ term }) => held.has(term));
    if (held.has(first!.term)) found.push({ word, as: spelled(first!.term), how: "same" });
    else if (other)
      found.push({ word, as: spelled(other.term), how: guessed.has(other.term) ? "typo" : "synonym" });
    else missing.push(word);
  }
  const translated = new Set(
    terms
      .filter(({ term, concept }) => concept < 0 && held.has(term) && !term.startsWith(bigramPrefix))
      .map(({ term }) => spelled(term)),
  );
  for (const as of translated) found.push({ word: as, as, how: "translation" });
  return { found, missing };
}
