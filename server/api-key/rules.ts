import { createHash } from "node:crypto";

/** What a key is found by: it has 256 random bits, so a slow hash adds nothing. */
export function hashApiKey(key: string): Buffer<ArrayBuffer> {
  return createHash("sha256").update(key, "utf8").digest() as Buffer<ArrayBuffer>;
}

/** The key of an `Authorization: Bearer …` header (RFC 6750 §2.1); null when there is none. */
export function readBearer(authorization: string | null): string | null {
  return authorization?.match(/^Bearer +([^\s]{1,512})$/i)?.[1] ?? null;
}

/** Keys of this name come from the environment; nobody else may use it. */
export const environmentKeyName = "FIRSTLINE_API_KEY";

/** "Last used" is worth a write once a minute, not on every call. */
export function isUseWorthNoting(lastUsedAt: Date | null, now: Date): boolean {
  return lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= 60_000;
}
