import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

export type Sealed = { keyId: string; nonce: Buffer; ciphertext: Buffer };

/** Seals what must not be read back: AES-256-GCM with a 128-bit tag; `context` is bound as associated data. */
export type SealedSecrets = {
  /** Tells master keys apart without telling them: 16 hexadecimal digits. */
  keyId: string;
  seal(plaintext: string, context: string): Sealed;
  /** Throws when the key, the context or the bytes are not those it was sealed with. */
  open(sealed: { keyId: string; nonce: Uint8Array; ciphertext: Uint8Array }, context: string): string;
};

const tagLength = 16;

export function createSealedSecrets(masterKey: Buffer): SealedSecrets {
  const keyId = createHash("sha256")
    .update("firstline master key id")
    .update(masterKey)
    .digest("hex")
    .slice(0, 16);
  return {
    keyId,
    seal(plaintext, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", masterKey, nonce, { authTagLength: tagLength });
      cipher.setAAD(Buffer.from(context));
      const ciphertext = Buffer.concat([
        cipher.update(plaintext, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return { keyId, nonce, ciphertext };
    },
    open(sealed, context) {
      if (sealed.keyId !== keyId)
        throw new Error(
          `This secret was sealed with another master key (${sealed.keyId}); restore FIRSTLINE_MASTER_KEY.`,
        );
      const bytes = Buffer.from(sealed.ciphertext);
      const decipher = createDecipheriv("aes-256-gcm", masterKey, sealed.nonce, { authTagLength: tagLength });
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
      return Buffer.concat([decipher.update(bytes.subarray(0, -tagLength)), decipher.final()]).toString(
        "utf8",
      );
    },
  };
}
