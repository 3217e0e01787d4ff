import { DomainError } from "../../errors.ts";
import { maxDocumentBytes } from "../schema.ts";
import { decodeText } from "./decode-text.ts";
import { documentKind, isBinary, isKnownName, storedMediaType } from "./document-kind.ts";

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
  if (!kind && isKnownName(filename)) throw new DomainError("unusable_content", describeMismatch(bytes));
  // A sample may end within a character, so only a file that fits is decoded here.
  if (kind && !isBinary(kind) && bytes.length <= sampleBytes) decodeText(bytes);
  return { mediaType: storedMediaType(kind, mediaType) };
}

/** OLE compound files: old Office formats, and newer ones under a password. */
const ole = [0xd0, 0xcf, 0x11, 0xe0];

function describeMismatch(bytes: Uint8Array): string {
  if (ole.every((byte, i) => bytes[i] === byte))
    return "This Office file is encrypted or of an old format; save it as .docx or .xlsx without a password.";
  return "What is in this file is not what its name says; check the file, or give it the right extension.";
}
