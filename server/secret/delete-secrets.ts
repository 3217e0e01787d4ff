import type { Context } from "../context.ts";
import type { Transaction } from "../platform/database.ts";
import type { SecretOwner } from "./schema.ts";
import { retireSecrets } from "./store.ts";

/** Forgets every secret of the owner, e.g. when the host it was bound to changes. */
export async function deleteSecrets(
  tx: Transaction,
  input: { ctx: Pick<Context, "workspaceId">; owner: SecretOwner },
): Promise<void> {
  await retireSecrets(tx, input.ctx.workspaceId, input.owner, null);
}
