import { createHash, timingSafeEqual } from "node:crypto";

export type Encoding = "hex" | "base64";

/** The bytes of a written digest, or null unless it is exactly how that encoding writes them: one text, one digest. */
export function decodeDigest(text: string, encoding: Encoding): Buffer | null {
  if (encoding === "hex")
    return /^(?:[0-9a-f]{2})+$|^(?:[0-9A-F]{2})+$/.test(text) ? Buffer.from(text, "hex") : null;
  const bytes = Buffer.from(text, "base64");
  // Node's decoder is lenient; what does not encode back is another spelling of the same bytes.
  return bytes.length > 0 && bytes.toString("base64") === text ? bytes : null;
}

/** Compares a received digest with the right one; its length is public, its content takes the same time always. */
export function equalDigests(received: Buffer, expected: Buffer): boolean {
  return received.length === expected.length && timingSafeEqual(received, expected);
}

/** Compares secrets of any length by their SHA-256 digests. */
export function equalSecrets(received: string | Buffer, expected: string | Buffer): boolean {
  const digest = (value: string | Buffer) => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(received), digest(expected));
}
