import { DomainError } from "../../errors.ts";
import { maxDocumentBytes } from "../schema.ts";
import { decodeText } from "./decode-text.ts";
import { documentKind, storedMediaType } from "./document-kind.ts";

/** What is looked at before a file is taken; the whole of it is read by the parser. */
const sampleBytes = 64 * 1024;

/**
 * Refuses what could never be read, while the one who uploads it is still there.
 * @returns the media type to store it with
 * @throws DomainError payload_too_large, unusable_content
 */
export function checkFile(file: { filename: string; mediaType: string; bytes: Uint8Array }): {
  mediaType: string;
} {
  const { filename, mediaType, bytes } = file;
  if (bytes.length > maxDocumentBytes)
    throw new DomainError("payload_too_large", "A document has 20 MB at most; split it into smaller files.");
  if (bytes.length === 0) throw new DomainError("unusable_content", "This file is empty.");
  const kind = documentKind(filename, mediaType, bytes);
  // A sample may end within a character, so only a file that fits is decoded here.
  if (kind && bytes.length <= sampleBytes) decodeText(bytes);
  return { mediaType: storedMediaType(kind, mediaType) };
}
