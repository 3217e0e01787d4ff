import type { PDFPageProxy, TextItem } from "pdfjs-dist/types/src/display/api.js";
import { findHiddenText } from "./find-hidden-text.ts";

/** One line of a page: its words, columns kept apart by " | ", the size of its letters and the place of its baseline, in points. */
export type PageLine = { text: string; size: number; x: number; y: number };

/** A page's lines in the order they are written, and what stands on it that no reader sees. */
export type PageText = { lines: PageLine[]; hidden: string[] };

/** Radicals and ligatures that fonts draw for ordinary characters, and that nobody searches for. */
const presentationForms = /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]/g;

const isText = (item: object): item is TextItem => "str" in item;

/** Puts the pieces of text PDF.js finds on a page together to lines; invisible ones are left out and told apart. */
export async function readPage(page: PDFPageProxy): Promise<PageText> {
  const { items } = await page.getTextContent();
  const pieces = items.filter(isText);
  const hidden = await findHiddenText(page);
  const dropped: string[] = [];
  const lines: PageLine[] = [];
  let line: PageLine | undefined;
  let end = 0;
  for (const { str: written, transform, width, height } of pieces) {
    const seen = withoutRuns(written, hidden);
    const str = seen.replace(presentationForms, (form) => form.normalize("NFKC"));
    if (seen !== written) dropped.push(written.trim());
    const [, b = 0, , d = 0, x = 0, y = 0] = transform as number[];
    const size = Math.hypot(b, d) || height;
    if (str !== "") {
      const sameLine = line && Math.abs(line.y - y) < size * 0.5 && x > end - size * 2;
      if (!line || !sameLine) {
        line = { text: "", size: 0, x, y };
        lines.push(line);
        end = x;
      }
      if (x - end > size * 1.5 && line.text.trim() !== "") line.text = `${line.text.trimEnd()} | `;
      else if (x - end > size * 0.2 && !/\s$/.test(line.text) && !/^\s/.test(str)) line.text += " ";
      line.text += str;
      if (str.trim() !== "") line.size = Math.max(line.size, size);
      end = x + width;
    }
  }
  return { lines: lines.filter(({ text }) => text.trim() !== ""), hidden: dropped };
}

/** A piece of text without the hidden runs in it, or without itself where it is part of one. */
function withoutRuns(piece: string, runs: string[]): string {
  const bare = piece.replace(/\s+/g, "");
  if (bare === "") return piece;
  let kept = piece;
  for (const run of runs) {
    if (bare.length > 2 && run.includes(bare)) return "";
    const letters = [...run].map((letter) => RegExp.escape(letter)).join("\\s*");
    if (bare.includes(run)) kept = kept.replace(new RegExp(letters, "u"), "");
  }
  return kept;
}
