import type { Heading } from "../chunk-text.ts";

export type EditableText = { text: string; headings: Heading[]; pages?: number[] };

/**
 * A text in which one stretch says something else, with its headings and page starts where they then are. A heading within
 * the stretch stays one if its line is still there; a page that began within it begins where the stretch begins.
 * @param edit half-open range of UTF-16 units, and what stands there instead
 */
export function editText(
  { text, headings, pages }: EditableText,
  edit: { start: number; end: number; replacement: string },
): EditableText {
  const { start, end, replacement } = edit;
  const shift = replacement.length - (end - start);
  let searchFrom = 0;
  const moved = headings.flatMap((heading): Heading[] => {
    if (heading.end <= start) return [heading];
    if (heading.start >= end) return [{ ...heading, start: heading.start + shift, end: heading.end + shift }];
    const title = text.slice(heading.start, heading.end);
    const at = lineOf(replacement, title, searchFrom);
    if (at < 0) return [];
    searchFrom = at + title.length;
    return [{ ...heading, start: start + at, end: start + at + title.length }];
  });
  return {
    text: text.slice(0, start) + replacement + text.slice(end),
    headings: moved,
    ...(pages && {
      pages: pages.map((page) => (page <= start ? page : page < end ? start : page + shift)),
    }),
  };
}

/** Where a whole line stands in a text, from a place on; -1 where it does not. */
function lineOf(text: string, line: string, from: number): number {
  for (let at = text.indexOf(line, from); at >= 0; at = text.indexOf(line, at + 1)) {
    const after = text[at + line.length];
    if ((at === 0 || text[at - 1] === "\n") && (after === undefined || after === "\n")) return at;
  }
  return -1;
}
