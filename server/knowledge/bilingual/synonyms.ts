import { bigramPrefix, tokenize } from "../tokenize.ts";
import { supportGlossary } from "./support-glossary.ts";

function link(synonyms: Map<string, Set<string>>, group: Iterable<string>): void {
  const terms = [...new Set(group)];
  for (const term of terms) {
    const others = synonyms.get(term) ?? new Set<string>();
    for (const other of terms) if (other !== term) others.add(other);
    if (others.size > 0) synonyms.set(term, others);
  }
}

/** Terms for the same thing in the same language, as the support glossary brings them together by the other language. */
function readSynonyms(): ReadonlyMap<string, ReadonlySet<string>> {
  const synonyms = new Map<string, Set<string>>();
  const byMeaning = new Map<string, string[]>();
  for (const [word, senses] of supportGlossary) {
    // "warranty; guarantee": senses of one word each.
    link(
      synonyms,
      senses.map(tokenize).flatMap((terms) => (terms.length === 1 ? terms : [])),
    );
    byMeaning.set(senses[0]!, [...(byMeaning.get(senses[0]!) ?? []), word]);
  }
  for (const words of byMeaning.values()) {
    link(synonyms, words);
    link(
      synonyms,
      words.filter((word) => word.length === 2).map((word) => bigramPrefix + word),
    );
  }
  return synonyms;
}

/** Term → other terms for the same thing. */
export const synonyms = readSynonyms();
