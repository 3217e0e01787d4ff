import type { PassageSize } from "./schema.ts";
import { type Span, splitSentences } from "./split-sentences.ts";

/** A heading of an extracted text: its level (1 is the highest) and its place. */
export type Heading = Span & { level: number };

/** A passage: `text.slice(start, end)`, and the headings above it, outermost first. */
export type ChunkSpan = Span & { headingPath: string[] };

/** What a passage aims at and never exceeds, in Latin characters; a Han character says as much as three of them. */
type Weights = { target: number; most: number };
const weightsOf: Record<PassageSize, Weights> = {
  small: { target: 400, most: 700 },
  medium: { target: 1000, most: 1600 },
  large: { target: 2000, most: 3000 },
};

function weightOf(text: string): number {
  let weight = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x3400 && unit <= 0x9fff) weight += 2;
  }
  return weight;
}

function trim(text: string, start: number, end: number): Span | undefined {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return from < to ? { start: from, end: to } : undefined;
}

/** Cuts at `separator` (global), leaving what it matches out; blank pieces vanish. */
function cut(text: string, { start, end }: Span, separator: RegExp): Span[] {
  const spans: Span[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(separator)) {
    const piece = trim(text, from, start + match.index);
    if (piece) spans.push(piece);
    from = start + match.index + match[0].length;
  }
  const rest = trim(text, from, end);
  if (rest) spans.push(rest);
  return spans;
}

/** The last resort for text without any structure: pieces of equal length that split no character. */
function cutHard(text: string, { start, end }: Span, { most }: Weights): Span[] {
  const spans: Span[] = [];
  const size = Math.floor(most / 3);
  for (let from = start; from < end; ) {
    let to = Math.min(from + size, end);
    if (to < end && /[\uDC00-\uDFFF]/.test(text[to]!)) to--;
    const piece = trim(text, from, to);
    if (piece) spans.push(piece);
    from = to;
  }
  return spans;
}

/** A block as pieces that each fit: whole if it can be, else its lines, its sentences, or equal lengths. */
function breakDown(text: string, block: Span, weights: Weights): Span[] {
  if (weightOf(text.slice(block.start, block.end)) <= weights.most) return [block];
  const lines = cut(text, block, /\n/g);
  if (lines.length > 1) return lines.flatMap((line) => breakDown(text, line, weights));
  const sentences = splitSentences(text.slice(block.start, block.end)).map((span) => ({
    start: block.start + span.start,
    end: block.start + span.end,
  }));
  if (sentences.length > 1) return sentences.flatMap((sentence) => breakDown(text, sentence, weights));
  return cutHard(text, block, weights);
}

/** Joins neighbouring pieces up to the target; a short rest goes to the passage before it where it fits. */
function pack(text: string, pieces: Span[], { target, most }: Weights): Span[] {
  const passages: (Span & { weight: number })[] = [];
  for (const piece of pieces) {
    const weight = weightOf(text.slice(piece.start, piece.end));
    const last = passages.at(-1);
    const joined = (last?.weight ?? 0) + weight;
    const isRest = piece === pieces.at(-1) && weight < target / 4;
    if (last && joined <= (isRest ? most : target)) {
      last.end = piece.end;
      last.weight = joined;
    } else passages.push({ ...piece, weight });
  }
  return passages;
}

/**
 * The passages of an extracted text: each stays within one section, keeps paragraphs, list items and sentences whole
 * where they fit, and together they hold every character that is not white space, once, in order. A heading belongs to
 * the passage it opens; one without a body of its own, to the first section under it.
 * @param blocksStandAlone no passage holds more than one block
 */
export function chunkText(
  text: string,
  headings: Heading[],
  blocksStandAlone = false,
  size: PassageSize = "medium",
): ChunkSpan[] {
  const weights = weightsOf[size];
  const chunks: ChunkSpan[] = [];
  const path: { level: number; title: string }[] = [];
  const currentPath = () => path.map(({ title }) => title).filter(Boolean);
  let start = 0;
  const closeSection = (end: number) => {
    const blocks = cut(text, { start, end }, /\n[^\S\n]*\n\s*/g);
    const pieces = blocks.map((block) => breakDown(text, block, weights));
    const spans = blocksStandAlone
      ? pieces.flatMap((block) => pack(text, block, weights))
      : pack(text, pieces.flat(), weights);
    for (const span of spans) chunks.push({ start: span.start, end: span.end, headingPath: currentPath() });
    start = end;
  };
  let bodyFrom = 0;
  for (const heading of headings) {
    const onlyHeadings = trim(text, bodyFrom, heading.start) === undefined;
    const deeper = path.length > 0 && heading.level > path.at(-1)!.level;
    if (!onlyHeadings || !deeper) closeSection(heading.start);
    while (path.length > 0 && path.at(-1)!.level >= heading.level) path.pop();
    path.push({ level: heading.level, title: text.slice(heading.start, heading.end).replace(/\s+/g, " ") });
    bodyFrom = heading.end;
  }
  closeSection(text.length);
  return chunks;
}
