import { decodeText } from "./decode-text.ts";
import type { DocumentKind } from "./document-kind.ts";
import { extractHtml } from "./extract-html.ts";
import { extractMarkdown } from "./extract-markdown.ts";
import { cleanText, type ExtractedText } from "./extracted-text.ts";

/**
 * The text of a file and the places of its headings.
 * @throws DomainError("unusable_content") when the bytes are no text
 */
export function extractDocument(kind: DocumentKind, bytes: Uint8Array): ExtractedText {
  const source = cleanText(decodeText(bytes));
  if (kind === "text") return { text: source, headings: [] };
  const extracted = kind === "html" ? extractHtml(source) : extractMarkdown(source);
  return cleanAgain(extracted);
}

/** Entities may have brought back what was removed before they were decoded. */
function cleanAgain(extracted: ExtractedText): ExtractedText {
  if (cleanText(extracted.text) === extracted.text) return extracted;
  let text = "";
  let from = 0;
  const place = (offset: number) => {
    text += cleanText(extracted.text.slice(from, offset));
    from = offset;
    return text.length;
  };
  const headings = extracted.headings.map(({ level, start, end }) => ({
    level,
    start: place(start),
    end: place(end),
  }));
  place(extracted.text.length);
  return { ...extracted, text, headings };
}
