import { DomainError } from "../../errors.ts";
import { checkArchive } from "./check-archive.ts";
import { extractHtml } from "./extract-html.ts";
import type { ExtractedText } from "./extracted-text.ts";

/**
 * The text of a Word file with its headings, lists and tables, by mammoth. Pictures are left out; nothing outside the file is
 * read.
 * @throws DomainError("unusable_content")
 */
export async function extractDocx(bytes: Uint8Array): Promise<ExtractedText> {
  const names = await checkArchive(bytes);
  if (!names.includes("word/document.xml"))
    throw new DomainError("unusable_content", "This is not a Word document, whatever its name says.");
  const { convertToHtml, images } = (await import("mammoth")).default;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const { value } = await convertToHtml(
      { buffer },
      {
        externalFileAccess: false,
        convertImage: images.imgElement(async () => ({ src: "" })),
      },
    );
    return extractHtml(value);
  } catch {
    throw new DomainError("unusable_content", "This Word document is damaged and cannot be read.");
  }
}
