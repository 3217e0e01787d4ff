/** A piece of text as PDF.js finds it on a page. */
export type Piece = { str: string };

/** A stretch of a piece, as shares of its length from 0 to 1. */
export type Marked = { piece: number; from: number; to: number };

const anchorLengths = [24, 12, 6];
/** What was read from a page differs from what stands on it by running heads, hyphens and table rules, not by more. */
const mostLonger = 1.6;

const plain = (text: string) => text.normalize("NFKC").replace(/[\s|•\u00ad-]+/g, "");

/**
 * Where a passage stands among the pieces of a page: its very words, or what lies between its first and its last ones. Empty
 * when it is not there.
 */
export function findOnPage(pieces: Piece[], passage: string): Marked[] {
  let page = "";
  const owners: { piece: number; at: number; length: number }[] = [];
  for (const [piece, { str }] of pieces.entries()) {
    const text = plain(str);
    page += text;
    for (let at = 0; at < text.length; at++) owners.push({ piece, at, length: text.length });
  }
  const range = findRange(page, plain(passage));
  if (!range) return [];
  const marked: Marked[] = [];
  for (let i = range.start; i < range.end; i++) {
    const { piece, at, length } = owners[i]!;
    const last = marked.at(-1);
    if (last?.piece === piece) last.to = (at + 1) / length;
    else marked.push({ piece, from: at / length, to: (at + 1) / length });
  }
  return marked;
}

function findRange(page: string, wanted: string): { start: number; end: number } | undefined {
  if (wanted === "") return undefined;
  const whole = page.indexOf(wanted);
  if (whole >= 0) return { start: whole, end: whole + wanted.length };
  for (const length of anchorLengths) {
    if (wanted.length < length * 2) continue;
    const start = page.indexOf(wanted.slice(0, length));
    const last = wanted.slice(-length);
    const end = start < 0 ? -1 : page.indexOf(last, start + length);
    if (end >= 0 && end + length - start <= wanted.length * mostLonger) return { start, end: end + length };
  }
  return undefined;
}
