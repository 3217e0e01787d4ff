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
 * UTF-16 that no mark announces: in Latin text every other byte is zero, which no other encoding's text has; Chinese text
 * then is nearly all common characters.
 */
function decodeUnmarkedUtf16(bytes: Uint8Array): string | undefined {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return undefined;
  for (const encoding of ["utf-16le", "utf-16be"]) {
    const text = tryDecode(bytes, encoding);
    const usual =
      text?.match(/[\t\n\r -~\u00a0-\u017f\u2010-\u2026\u3000-\u3011\u4e00-\u9fff\uff01-\uff5e]/g)?.length ??
      0;
    if (text && usual / text.length > 0.97) return text;
  }
  return undefined;
}

/**
 * A text file's characters: UTF-8, UTF-16 with or without a byte order mark, or GB18030.
 * @throws DomainError("unusable_content") for other encodings and for what is no text at all
 */
export function decodeText(bytes: Uint8Array): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? tryDecode(bytes, "utf-16le")
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? tryDecode(bytes, "utf-16be")
        : tryDecode(bytes, "utf-8");
  const hasZeros = bytes.subarray(0, 4096).includes(0);
  const text =
    (hasZeros && bytes[0]! < 0xfe ? decodeUnmarkedUtf16(bytes) : undefined) ??
    marked ??
    (looksChinese(bytes) ? tryDecode(bytes, "gb18030") : undefined) ??
    decodeUnmarkedUtf16(bytes);
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
