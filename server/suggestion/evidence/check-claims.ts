import { datesOf, isMoment, sameDay, timesWithin } from "./dates.ts";

/** What a customer could hold us to: links, addresses, and anything with a digit in it. */
const claimPatterns = [
  /https?:\/\/[^\s<>"'）)】\]]+/giu,
  // From where a word begins, and no longer than an address may be: every character is looked at a bounded number of times.
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,253}\.\p{L}{2,63}/giu,
  // A number with its separators, a date, an id: what holds a digit is kept below.
  /[\p{L}\p{N}](?:[\p{L}\p{N}_/-]|(?<=\p{N})[.,:](?=\p{N}))*%?/gu,
];

/** One spelling for comparing: compatibility forms, case and digit grouping do not make a difference. */
function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "");
}

/** The claims of a text, each once, in order. */
export function claimsOf(text: string): string[] {
  return otherClaims(text.normalize("NFKC"));
}

function otherClaims(text: string): string[] {
  const claims: string[] = [];
  let rest = text;
  for (const pattern of claimPatterns) {
    rest = rest.replace(pattern, (found) => {
      for (const part of found.split(/\p{Script=Han}+/u)) {
        const claim = part.replace(/(?<![.,:;/-])[.,:;/-]+$/u, "");
        if (/[\p{N}@]|:\/\//u.test(claim)) claims.push(claim);
      }
      return " ";
    });
  }
  return [...new Set(claims)];
}

const plainNumber = /^\d+(\.\d+)?(?=%?$)/;

/** A text with what may be claimed read out of it once, for many questions. */
export type ClaimSource = { text: string; numbers: Set<string>; dates: ReturnType<typeof datesOf> };

export function claimSource(sources: string[]): ClaimSource {
  const joined = sources.join("\n");
  const text = normalise([joined, ...timesWithin(joined)].join("\n"));
  const numbers = otherClaims(text).flatMap((claim) => plainNumber.exec(normalise(claim))?.[0] ?? []);
  return { text, numbers: new Set(numbers.map((one) => String(Number(one)))), dates: datesOf(text) };
}

const inWord = /[\p{Script=Latin}\p{N}]/u;

/** Whether a source says it, as a whole word; 49.9 says 49.90. */
export function supports(source: ClaimSource, claim: string): boolean {
  const wanted = normalise(claim);
  const { text } = source;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (!inWord.test(text[at - 1] ?? "") && !inWord.test(text[at + wanted.length] ?? "")) return true;
  const number = plainNumber.exec(wanted)?.[0];
  return number === wanted && source.numbers.has(String(Number(number)));
}

/**
 * The claims of `text` that stand in none of the sources, as whole words. A date is one claim, however it is written:
 * "25 November" and 2026-11-25 say the same.
 */
export function unsupportedClaims(text: string, sources: string[]): string[] {
  const source = claimSource(sources);
  const missing: string[] = [];
  let rest = text.normalize("NFKC");
  // A moment stays whole: its time is claimed too.
  for (const date of datesOf(rest).filter((one) => !isMoment(one))) {
    rest = rest.replace(date.phrase, " ");
    if (!source.dates.some((known) => sameDay(date, known))) missing.push(date.phrase);
  }
  return [...new Set([...missing, ...otherClaims(rest).filter((claim) => !supports(source, claim))])];
}
