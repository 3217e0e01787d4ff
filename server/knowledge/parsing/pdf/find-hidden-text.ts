import type { PDFPageProxy } from "pdfjs-dist/types/src/display/api.js";

type Glyph = { unicode?: string };
type State = { mode: number; white: boolean; size: number; scale: number };

/** PDF 32000-1, 9.3.6: 3 draws nothing, 7 only clips. */
const invisibleModes = new Set([3, 7]);
/** Letters smaller than this, in points, are for machines. */
const smallestReadable = 1.5;

/** `#rrggbb` as PDF.js writes colours, or their parts from 0 to 255. */
function isWhite(args: unknown[]): boolean {
  const [first] = args;
  if (typeof first === "string") return /^#f[a-f]f[a-f]f[a-f]$/i.test(first);
  return args.length >= 3 && args.slice(0, 3).every((part) => typeof part === "number" && part >= 250);
}

/**
 * The runs of text a page shows in a way nobody can read: drawn invisibly, in white, or smaller than a point and a half.
 * Text over a scanned picture is invisible too, but then all of the page is, and it is kept: a reader sees the picture.
 * @returns each run without its white space; none that stands on the page visibly as well
 */
export async function findHiddenText(page: PDFPageProxy): Promise<string[]> {
  const { OPS } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const { fnArray, argsArray } = await page.getOperatorList();
  const hidden: string[] = [];
  let visible = "";
  let lastHidden = false;
  let drawn = 0;
  let state: State = { mode: 0, white: false, size: 0, scale: 1 };
  const saved: State[] = [];
  for (const [index, operator] of fnArray.entries()) {
    const args = (argsArray[index] ?? []) as unknown[];
    if (operator === OPS.save) saved.push({ ...state });
    else if (operator === OPS.restore) state = saved.pop() ?? state;
    else if (operator === OPS.setTextRenderingMode) state.mode = Number(args[0]);
    else if (operator === OPS.setFillRGBColor) state.white = isWhite(args);
    else if (operator === OPS.setFillColorN || operator === OPS.setFillColorSpace) state.white = false;
    else if (operator === OPS.setFont) state.size = Math.abs(Number(args[1]));
    else if (operator === OPS.setTextMatrix) state.scale = scaleOf(args);
    else if (operator === OPS.constructPath || operator === OPS.shadingFill) drawn++;
    else if (operator === OPS.showText) {
      const text = ((args[0] ?? []) as (Glyph | number | null)[])
        .map((glyph) => (glyph && typeof glyph === "object" ? (glyph.unicode ?? "") : ""))
        .join("")
        .replace(/\s+/g, "");
      if (text === "") continue;
      const tiny = state.size > 0 && state.size * state.scale < smallestReadable;
      // White letters on something painted may well be readable.
      const isHidden = invisibleModes.has(state.mode) || (state.white && drawn === 0) || tiny;
      if (!isHidden) visible += text;
      else if (lastHidden) hidden[hidden.length - 1] += text;
      else hidden.push(text);
      lastHidden = isHidden;
    }
  }
  return visible === "" ? [] : hidden.filter((text) => !visible.includes(text));
}

function scaleOf(args: unknown[]): number {
  const matrix = (
    Array.isArray(args[0]) || ArrayBuffer.isView(args[0]) ? args[0] : args
  ) as ArrayLike<number>;
  const scale = Math.hypot(Number(matrix[2] ?? 0), Number(matrix[3] ?? 1));
  return Number.isFinite(scale) && scale > 0 ? scale : 1;
}
