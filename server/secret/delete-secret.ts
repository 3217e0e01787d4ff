import type { Context } from "../context.ts";
import type { Transaction } from "../platform/database.ts";
import type { SecretOwner } from "./schema.ts";
import { removeSecret } from "./store.ts";

/** Forgets one secret of the owner. */
export async function deleteSecret(
  tx: Transaction,
  input: { ctx: Pick<Context, "workspaceId">; owner: SecretOwner; id: string },
): Promise<void> {
  await removeSecret(tx, input.ctx.workspaceId, input.owner, input.id);
}
