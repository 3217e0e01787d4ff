import type { Transaction } from "../platform/database.ts";
import type { SealedSecrets } from "../platform/sealed-secrets.ts";
import { openOriginal, sealOriginal } from "./reception/seal-original.ts";
import { readOriginalsSealedWith, replaceOriginal } from "./refused/store.ts";

const atOnce = 200;

/** Seals what was masked in recorded calls with another master key, as resealSecrets does. @returns how many were changed */
export async function resealOriginals(
  db: Transaction,
  keys: { from: SealedSecrets; to: SealedSecrets },
): Promise<number> {
  let changed = 0;
  for (;;) {
    const rows = await readOriginalsSealedWith(db, keys.from.keyId, atOnce);
    for (const { workspaceId, id, sealed } of rows) {
      const original = openOriginal(keys.from, workspaceId, id, sealed);
      await replaceOriginal(db, { workspaceId, id }, sealOriginal(keys.to, workspaceId, { id, ...original }));
      changed++;
    }
    if (rows.length < atOnce) return changed;
  }
}
