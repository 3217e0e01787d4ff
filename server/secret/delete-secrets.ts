import type { Context } from "../context.ts";
import type { Transaction } from "../platform/database.ts";
import type { SecretOwner } from "./schema.ts";
import { removeSecretsOf, retireSecrets } from "./store.ts";

/** Forgets every secret of the owner's slot, or of all its slots, e.g. when the host they were bound to changes. */
export async function deleteSecrets(
  tx: Transaction,
  input: {
    ctx: Pick<Context, "workspaceId">;
    owner: Pick<SecretOwner, "kind" | "id"> & Partial<Pick<SecretOwner, "slot">>;
  },
): Promise<void> {
  const { slot, ...owner } = input.owner;
  if (slot === undefined) await removeSecretsOf(tx, input.ctx.workspaceId, owner);
  else await retireSecrets(tx, input.ctx.workspaceId, { ...owner, slot }, null);
}
