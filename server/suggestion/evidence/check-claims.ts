/** What a customer could hold us to: links, addresses, and anything with a digit in it. */
const claimPatterns = [
  /https?:\/\/[^\s<>"'）)】\]]+/giu,
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/giu,
  // A number with its separators, a date, an id: what holds a digit is kept below.
  /[\p{L}\p{N}](?:[\p{L}\p{N}_/-]|[.,:](?=\p{N}))*%?/gu,
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
  const claims: string[] = [];
  let rest = text.normalize("NFKC");
  for (const pattern of claimPatterns) {
    rest = rest.replace(pattern, (found) => {
      for (const part of found.split(/\p{Script=Han}+/u)) {
        const claim = part.replace(/[.,:;/-]+$/u, "");
        if (/[\p{N}@]|:\/\//u.test(claim)) claims.push(claim);
      }
      return " ";
    });
  }
  return [...new Set(claims)];
}

/** The claims of `text` that stand in none of the sources, as whole words. */
export function unsupportedClaims(text: string, sources: string[]): string[] {
  const evidence = normalise(sources.join("\n"));
  return claimsOf(text).filter((claim) => {
    const wanted = normalise(claim).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return !new RegExp(`(?<![\\p{Script=Latin}\\p{N}])${wanted}(?![\\p{Script=Latin}\\p{N}])`, "u").test(
      evidence,
    );
  });
}
