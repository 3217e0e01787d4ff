import { decodeText } from "./decode-text.ts";
import type { TextKind } from "./document-kind.ts";
import { extractDocx } from "./extract-docx.ts";
import { extractHtml } from "./extract-html.ts";
import { extractMarkdown } from "./extract-markdown.ts";
import { extractCsv, extractXlsx } from "./extract-table.ts";
import { cleanText, type ExtractedText } from "./extracted-text.ts";
import { extractPdf } from "./pdf/extract-pdf.ts";

/**
 * The text of a file and the places of its headings.
 * @throws DomainError("unusable_content") when the bytes cannot be read as what they claim to be
 */
export async function extractDocument(kind: TextKind, bytes: Uint8Array): Promise<ExtractedText> {
  return cleanAgain(await extractors[kind](bytes));
}

const fromText =
  (extract: (text: string) => ExtractedText) =>
  (bytes: Uint8Array): ExtractedText =>
    extract(cleanText(decodeText(bytes)));

/** A format is a line here, one in document-kind.ts, and a file beside. */
const extractors: Record<TextKind, (bytes: Uint8Array) => ExtractedText | Promise<ExtractedText>> = {
  text: fromText((text) => ({ text, headings: [] })),
  markdown: fromText(extractMarkdown),
  html: fromText(extractHtml),
  csv: fromText(extractCsv),
  pdf: extractPdf,
  docx: extractDocx,
  xlsx: extractXlsx,
};

/** Entities and binary formats may bring what plain text is cleaned of; headings and pages move with the text. */
function cleanAgain(extracted: ExtractedText): ExtractedText {
  if (cleanText(extracted.text) === extracted.text) return extracted;
  const { text: source, headings, pages } = extracted;
  const places = [...headings.flatMap(({ start, end }) => [start, end]), ...(pages ?? [])];
  const moved = new Map<number, number>();
  let text = "";
  let from = 0;
  for (const place of [...new Set(places)].sort((a, b) => a - b)) {
    text += cleanText(source.slice(from, place));
    from = place;
    moved.set(place, text.length);
  }
  text += cleanText(source.slice(from));
  return {
    ...extracted,
    text,
    headings: headings.map(({ level, start, end }) => ({
      level,
      start: moved.get(start)!,
      end: moved.get(end)!,
    })),
    ...(pages && { pages: pages.map((place) => moved.get(place)!) }),
  };
}
