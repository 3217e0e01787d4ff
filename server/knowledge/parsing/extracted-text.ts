import type { Heading } from "../chunk-text.ts";

/** What a parser understood of a file. Blank lines separate blocks; a single line break separates lines of one. */
export type ExtractedText = {
  text: string;
  headings: Heading[];
  title?: string;
  /** Where each page begins in `text`, of files that have pages. */
  pages?: number[];
  /** Each block is a passage of its own: the rows of a table. */
  blocksStandAlone?: boolean;
  /** What stood in the file where no reader sees it; it is not part of `text`. */
  hidden?: string[];
};

const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
  /[\u0000-\u0008\u000B\u000E-\u001F\u007F\u00AD\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]|[\u{E0000}-\u{E007F}]/gu;

/**
 * A text as it may be stored and shown: no NUL or other control character, no lone surrogate (PostgreSQL refuses both),
 * no character that only hides or reorders others, line feeds only.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[\f\u2028\u2029]/g, "\n")
    .replace(invisible, "");
}

/** Collects clean text and the places of its headings while a parser walks through a file. */
export type TextBuilder = {
  /** Adds text to the current line. */
  write(text: string): void;
  /** Ends the current line. */
  breakLine(): void;
  /** Ends the current block. */
  breakBlock(): void;
  openHeading(level: number): void;
  closeHeading(): void;
  /** Where the next text will stand. */
  place(): number;
  finish(title?: string): ExtractedText;
};

export function createTextBuilder(): TextBuilder {
  const parts: string[] = [];
  const headings: Heading[] = [];
  let length = 0;
  /** Line breaks due before the next text. */
  let pending = 0;
  let open: { level: number; start: number | undefined } | undefined;

  const push = (text: string) => {
    parts.push(text);
    length += text.length;
  };
  return {
    write(text) {
      if (text === "") return;
      if (pending > 0 && length > 0) push("\n".repeat(pending));
      pending = 0;
      if (open) open.start ??= length;
      push(text);
    },
    breakLine() {
      pending = Math.max(pending, 1);
    },
    breakBlock() {
      pending = 2;
    },
    openHeading(level) {
      pending = 2;
      open = { level, start: undefined };
    },
    closeHeading() {
      if (open?.start !== undefined) headings.push({ level: open.level, start: open.start, end: length });
      open = undefined;
      pending = 2;
    },
    place: () => (length > 0 ? length + pending : 0),
    finish(title) {
      return { text: parts.join(""), headings, ...(title ? { title } : {}) };
    },
  };
}
