import type { Transaction } from "../platform/database.ts";
import type { SealedSecrets } from "../platform/sealed-secrets.ts";
import { sealingContext } from "./rules.ts";
import type { SecretOwner } from "./schema.ts";
import { readSealedWith, replaceSealed } from "./store.ts";

const atOnce = 100;

/**
 * Seals every secret of the installation with another master key. Each row is changed by itself and only from the old key
 * to the new one, so a run that was interrupted goes on where it ended. Throws when a secret does not open.
 * @returns how many were changed
 */
export async function resealSecrets(
  db: Transaction,
  keys: { from: SealedSecrets; to: SealedSecrets },
): Promise<number> {
  let changed = 0;
  for (;;) {
    const rows = await readSealedWith(db, keys.from.keyId, atOnce);
    for (const row of rows) {
      const owner = { kind: row.ownerKind as SecretOwner["kind"], id: row.ownerId, slot: row.slot };
      const context = sealingContext(row.workspaceId, owner);
      await replaceSealed(db, row, keys.to.seal(keys.from.open(row, context), context));
      changed++;
    }
    if (rows.length < atOnce) return changed;
  }
}
