import type { Passage } from "./schema.ts";

const shingle = 8;
/** From this share of common shingles on, two passages say the same. */
const sameFrom = 0.85;
/** Lengths further apart than this cannot have that much in common. */
const leastLengthRatio = 0.8;

const number =
  /\d+|[零一二两三四五六七八九十百千万半]+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|once|twice|half|no|not|never)\b|[不无未没]/gi;

/** What a policy and the one that replaced it differ in, however alike they are: numbers and denials. */
const pointsOf = (text: string) => (text.toLowerCase().match(number) ?? []).join(" ");

function shinglesOf(text: string): Set<string> {
  const plain = text.toLowerCase().replace(/[\s\p{P}]+/gu, "");
  const found = new Set<string>();
  for (let i = 0; i + shingle <= plain.length; i++) found.add(plain.slice(i, i + shingle));
  return found;
}

function overlap(a: Set<string>, b: Set<string>): number {
  let common = 0;
  for (const one of a) if (b.has(one)) common++;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

/**
 * Passages, best first, without those that repeat a better one nearly word for word (Jaccard similarity of their 8-character
 * shingles, and the same numbers and denials in the same order); the better one names the documents that repeat it.
 */
export function foldDuplicates(passages: Passage[]): Passage[] {
  const kept: { passage: Passage; shingles?: Set<string>; alsoIn: string[] }[] = [];
  for (const passage of passages) {
    let own: Set<string> | undefined;
    const same = kept.find((candidate) => {
      const lengths = [passage.text.length, candidate.passage.text.length];
      if (Math.min(...lengths) < leastLengthRatio * Math.max(...lengths)) return false;
      if (pointsOf(passage.text) !== pointsOf(candidate.passage.text)) return false;
      own ??= shinglesOf(passage.text);
      candidate.shingles ??= shinglesOf(candidate.passage.text);
      return own.size > 0 && overlap(own, candidate.shingles) >= sameFrom;
    });
    if (!same) kept.push({ passage, ...(own && { shingles: own }), alsoIn: [] });
    else {
      const other = same.passage.documentId !== passage.documentId;
      // What may be told to a customer goes before the same words in a document for the team alone.
      const [shown, folded] =
        same.passage.internal && !passage.internal
          ? [{ ...passage, score: same.passage.score }, same.passage]
          : [same.passage, passage];
      same.passage = shown;
      if (other && !same.alsoIn.includes(folded.title)) same.alsoIn.push(folded.title);
    }
  }
  return kept.map(({ passage, alsoIn }) => (alsoIn.length > 0 ? { ...passage, alsoIn } : passage));
}
