/** A half-open range of UTF-16 units. */
export type Span = { start: number; end: number };

const abbreviations = new Set(
  "mr mrs ms dr prof sr jr st vs approx dept cf viz e.g i.e u.s u.k a.k.a".split(" "),
);
/** These are words too: they shorten something only before a number. */
const numberAbbreviations = new Set(
  "no nos fig figs eq sec ch vol p pp art tel ext min max est jan feb mar apr jun jul aug sep sept oct nov dec".split(
    " ",
  ),
);
const closers = `"'”’»)]}」』】）》〉`;
const chineseEnds = "。！？｡";
const anyEnd = `${chineseEnds}.!?…`;
const listMarker = /^\s*(?:[-*+•·▪◦]\s|\d{1,3}[.)、]\s?|[a-zA-Z][.)]\s|[（(]\d{1,3}[)）]|[①-⑳])/;

/** Lines this long (a Han character counts two) were probably wrapped by a program, not ended by a person. */
const wrappedLineWidth = 50;

function width(line: string): number {
  return line.length + (line.match(/\p{Script=Han}/gu)?.length ?? 0);
}

/** Whether the full stop at `at` only shortens a word, numbers a list or stands within a name. */
function isAbbreviation(text: string, at: number, sentenceStart: number): boolean {
  const word = /[\p{L}\p{N}.]{0,12}$/u.exec(text.slice(Math.max(sentenceStart, at - 12), at))?.[0] ?? "";
  if (/^\p{Lu}$/u.test(word)) return true;
  if (abbreviations.has(word.toLowerCase())) return true;
  if (numberAbbreviations.has(word.toLowerCase())) return /^\.\s*\d/.test(text.slice(at, at + 4));
  return /^\d{1,3}$/.test(word) && text.slice(sentenceStart, at - word.length).trim() === "";
}

/** Whether the line break at `at` ends a sentence, or only a line of a paragraph. */
function endsAtLineBreak(text: string, at: number): boolean {
  const before = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const nextEnd = text.indexOf("\n", at + 1);
  const after = text.slice(at + 1, nextEnd < 0 ? text.length : nextEnd);
  if (after.trim() === "" || listMarker.test(after) || /[|\t]/.test(before)) return true;
  return width(before.slice(0, wrappedLineWidth)) < wrappedLineWidth;
}

/**
 * The sentences of an English or Chinese text, in order, trimmed, never overlapping; only white space lies between them.
 * Headings, list items and table rows are sentences of their own; a line wrapped within a paragraph is not an end.
 */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const close = (end: number) => {
    let from = start;
    let to = end;
    while (from < to && /\s/.test(text[from]!)) from++;
    while (to > from && /\s/.test(text[to - 1]!)) to--;
    if (from < to) spans.push({ start: from, end: to });
    start = end;
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === "\n") {
      if (endsAtLineBreak(text, i)) close(i);
      continue;
    }
    const chinese = chineseEnds.includes(character);
    if (!chinese && !".!?…".includes(character)) continue;
    let end = i + 1;
    while (end < text.length && anyEnd.includes(text[end]!)) end++;
    const lastMark = end - 1;
    while (end < text.length && closers.includes(text[end]!)) end++;
    if (!chinese && lastMark === i) {
      if (end < text.length && !/\s/.test(text[end]!) && !/\p{Script=Han}/u.test(text[end]!)) continue;
      if (character === "." && isAbbreviation(text, i, start)) continue;
    }
    // "He asked "why?" and left": a sentence does not go on in lower case.
    const next = /^[^\S\n]*(\p{Ll})/u.exec(text.slice(end, end + 8));
    if (!chinese && next) {
      i = end - 1;
      continue;
    }
    close(end);
    i = end - 1;
  }
  close(text.length);
  return spans;
}
