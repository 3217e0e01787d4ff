/** A day as it was written: the year may be left out. Months from 1. */
export type WrittenDate = { phrase: string; year: number | null; month: number; day: number };

const months = "january february march april may june july august september october november december".split(
  " ",
);
const monthNames = months.flatMap((name) => [name, name.slice(0, 3)]).concat("sept");
const monthPattern = `(${[...new Set(monthNames)].sort((a, b) => b.length - a.length).join("|")})\\.?`;
const monthOf = (name: string) =>
  months.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) + 1;

const patterns: [RegExp, (found: string[]) => Omit<WrittenDate, "phrase">][] = [
  [
    /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?/gi,
    ([, y, m, d]) => ({ year: Number(y), month: Number(m), day: Number(d) }),
  ],
  [
    /(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]/g,
    ([, y, m, d]) => ({ year: y ? Number(y) : null, month: Number(m), day: Number(d) }),
  ],
  [
    new RegExp(`\\b${monthPattern}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,?\\s+(\\d{4}))?`, "gi"),
    ([, m, d, y]) => ({ year: y ? Number(y) : null, month: monthOf(m!), day: Number(d) }),
  ],
  [
    new RegExp(
      `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${monthPattern}(?:,?\\s+(\\d{4}))?\\b`,
      "gi",
    ),
    ([, d, m, y]) => ({ year: y ? Number(y) : null, month: monthOf(m!), day: Number(d) }),
  ],
];

/** The days a text names, in the ways that English, Chinese and machines write them; days first or months first are not guessed. */
export function datesOf(text: string): WrittenDate[] {
  const found: WrittenDate[] = [];
  let rest = text;
  for (const [pattern, read] of patterns)
    rest = rest.replace(pattern, (phrase, ...groups) => {
      const date = read([phrase, ...groups]);
      if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return phrase;
      found.push({ phrase: phrase.trim(), ...date });
      return " ".repeat(phrase.length);
    });
  return found;
}

/** "T18:00:00Z" as a person would write it. */
export function timesWithin(text: string): string[] {
  return [...text.matchAll(/\dT(\d{2}:\d{2})(?::\d{2})?/gi)].map(([, time]) => time!);
}

/** Whether a phrase names a moment, not only a day. */
export function isMoment({ phrase }: WrittenDate): boolean {
  return /\dT\d/i.test(phrase);
}

/** Whether two name one day, as far as both say: a missing year leaves it open. */
export function sameDay(a: WrittenDate, b: WrittenDate): boolean {
  return a.month === b.month && a.day === b.day && (a.year === null || b.year === null || a.year === b.year);
}
