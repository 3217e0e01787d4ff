import { DomainError } from "../../errors.ts";

function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Whether bytes that decode as GB18030 really are Chinese: nearly all of its pairs then are the 6,763 common characters,
 * while another single-byte encoding lands anywhere in the table.
 */
function looksChinese(bytes: Uint8Array): boolean {
  let pairs = 0;
  let common = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue;
    pairs++;
    if (bytes[i]! >= 0xa1 && bytes[i]! <= 0xf7 && (bytes[i + 1] ?? 0) >= 0xa1) common++;
    i++;
  }
  return pairs > 0 && common / pairs > 0.9;
}

/**
 * A text file's characters: UTF-8, UTF-16 with a byte order mark, or GB18030.
 * @throws DomainError("unusable_content") for other encodings and for what is no text at all
 */
export function decodeText(bytes: Uint8Array): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? tryDecode(bytes, "utf-16le")
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? tryDecode(bytes, "utf-16be")
        : tryDecode(bytes, "utf-8");
  const text = marked ?? (looksChinese(bytes) ? tryDecode(bytes, "gb18030") : undefined);
  if (text === undefined)
    throw new DomainError(
      "unusable_content",
      "This file is not text in UTF-8, UTF-16 or GB18030; save it as UTF-8 and upload it again.",
    );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells data from text
  const controls = text.match(/[\u0001-\u0008\u000E-\u001A\u001C-\u001F]/g)?.length ?? 0;
  if (controls > text.length / 20)
    throw new DomainError("unusable_content", "This file holds binary data, not text.");
  return text;
}
