import { createTextBuilder, type ExtractedText } from "../extracted-text.ts";
import { joinLines } from "../join-lines.ts";
import type { PageLine, PageText } from "./read-page.ts";
import { readPdf } from "./read-pdf.ts";

// U+F0B7 and its like are the bullets of symbol fonts.
const listMark = /^(?:[-*•‣◦·–\uf000-\uf0ff]|\(?\d{1,3}[.)、]|[（(]?[一二三四五六七八九十]{1,3}[、)）])\s*\S/;
/** A line of larger letters than this many times the text's is a heading, if it is not longer than a heading is. */
const headingRatio = 1.15;
const longestHeading = 150;

/** The size most letters of a document have. */
function bodySize(pages: PageText[]): number {
  const letters = new Map<number, number>();
  for (const { lines } of pages)
    for (const { size, text } of lines) {
      const rounded = Math.round(size * 2) / 2;
      letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
    }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

const shape = (text: string) => text.replace(/\d+/g, "#").replace(/\s+/g, " ").trim();

/** The two highest and the two lowest lines of a page, in whatever order they were written. */
function edgeLines({ lines }: PageText): Set<PageLine> {
  const byHeight = [...lines].sort((a, b) => b.y - a.y);
  return new Set([...byHeight.slice(0, 2), ...byHeight.slice(-2)]);
}

/** The lines at the edges that most pages share but for their numbers: running heads and page numbers. */
function runningLines(pages: PageText[]): Set<string> {
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const text of new Set([...edgeLines(page)].map((line) => shape(line.text))))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = [...counts].filter(([, count]) => count >= 3 && count > pages.length * 0.6);
  return new Set(most.map(([text]) => text));
}

function levelsOf(pages: PageText[], body: number): number[] {
  const sizes = new Set<number>();
  for (const { lines } of pages)
    for (const { size } of lines) if (size > body * headingRatio) sizes.add(Math.round(size));
  return [...sizes].sort((a, b) => b - a).slice(0, 6);
}

/** A word cut at a line's end is put together again. */
function joinParagraph(lines: string[]): string {
  const whole: string[] = [];
  for (const line of lines) {
    const last = whole.at(-1);
    if (last && /\p{Ll}[-\u00ad\u2010]$/u.test(last) && /^\p{Ll}/u.test(line))
      whole[whole.length - 1] = last.slice(0, -1) + line;
    else whole.push(line);
  }
  return joinLines(whole);
}

/** Programs put the name of their file, or their own, where a title belongs. */
const isTitle = (title: string | undefined) =>
  title !== undefined && !/^(untitled|microsoft \w+ - .*|.*\.\w{2,5})$/i.test(title);

/**
 * The text of a PDF: paragraphs put together from their lines, headings told by the size of their letters, running heads and
 * page numbers left out, and where each page begins.
 * @throws DomainError("unusable_content")
 */
export async function extractPdf(bytes: Uint8Array): Promise<ExtractedText> {
  const { pages, title } = await readPdf(bytes);
  const body = bodySize(pages);
  const levels = levelsOf(pages, body);
  const running = pages.length >= 3 ? runningLines(pages) : new Set<string>();
  const builder = createTextBuilder();
  const starts: number[] = [];
  let block: { lines: string[]; level: number | undefined } = { lines: [], level: undefined };
  const close = () => {
    if (block.level !== undefined) builder.openHeading(block.level);
    if (block.lines.length > 0) builder.write(joinParagraph(block.lines));
    if (block.level !== undefined) builder.closeHeading();
    block = { lines: [], level: undefined };
  };

  for (const page of pages) {
    const edges = edgeLines(page);
    close();
    builder.breakBlock();
    starts.push(builder.place());
    let last: PageLine | undefined;
    for (const line of page.lines) {
      if (edges.has(line) && running.has(shape(line.text))) continue;
      const text = line.text
        .replace(/\s+/g, " ")
        .replace(/^\s*[\uf000-\uf0ff]\s*/, "• ")
        .trim();
      const isHeading = line.size > body * headingRatio && text.length <= longestHeading;
      const level = isHeading ? levels.indexOf(Math.round(line.size)) + 1 || 6 : undefined;
      const gap = last ? last.y - line.y : 0;
      const apart = gap > line.size * 1.7 || gap < 0;
      if (block.level !== level || (last && apart)) {
        close();
        builder.breakBlock();
      } else if (listMark.test(text) || text.includes(" | ") || last?.text.includes(" | ")) {
        close();
        builder.breakLine();
      }
      block = { lines: [...block.lines, text], level };
      last = line;
    }
  }
  close();
  const hidden = pages.flatMap((page) => page.hidden);
  return {
    ...builder.finish(isTitle(title) ? title : undefined),
    pages: starts,
    ...(hidden.length > 0 && { hidden }),
  };
}
