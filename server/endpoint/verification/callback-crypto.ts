import { createCipheriv, createDecipheriv, createHash } from "node:crypto";

/** A message as WeCom, the WeChat Official Accounts and DingTalk seal it. */
export type OpenedMessage = { text: Buffer; receiveId: string };

const blockBytes = 32;

/** SHA-1 in hex over the four texts sorted by code unit and joined: what their `msg_signature` is. */
export function callbackSignature(...parts: string[]): string {
  return createHash("sha1").update(parts.sort().join("")).digest("hex");
}

/** EncodingAESKey: 43 characters of base64 whose padding is left out; the first 16 bytes of the key are the IV. */
function cipherKey(encodingAesKey: string): { key: Buffer; iv: Buffer } {
  const key = Buffer.from(`${encodingAesKey}=`, "base64");
  return { key, iv: key.subarray(0, 16) };
}

/** Opens `random(16) ‖ length(4, big-endian) ‖ message ‖ receive id`, AES-256-CBC, padded to 32; null when it is not that. */
export function openMessage(encodingAesKey: string, sealed: string): OpenedMessage | null {
  const { key, iv } = cipherKey(encodingAesKey);
  const bytes = Buffer.from(sealed, "base64");
  if (bytes.length === 0 || bytes.length % 16 !== 0) return null;
  const decipher = createDecipheriv("aes-256-cbc", key, iv).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const padding = padded.at(-1)!;
  if (padding < 1 || padding > blockBytes) return null;
  const plain = padded.subarray(0, padded.length - padding);
  if (plain.length < 20) return null;
  const end = 20 + plain.readUInt32BE(16);
  if (end > plain.length) return null;
  return { text: plain.subarray(20, end), receiveId: plain.toString("utf8", end) };
}

/** Seals a message in that form. `random` fills the first 16 bytes. */
export function sealMessage(
  encodingAesKey: string,
  message: { text: string; receiveId: string; random: Buffer },
): string {
  const text = Buffer.from(message.text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([message.random.subarray(0, 16), length, text, Buffer.from(message.receiveId)]);
  const padding = blockBytes - (plain.length % blockBytes);
  const { key, iv } = cipherKey(encodingAesKey);
  const cipher = createCipheriv("aes-256-cbc", key, iv).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])),
    cipher.final(),
  ]).toString("base64");
}
