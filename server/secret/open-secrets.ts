import type { Context } from "../context.ts";
import type { Transaction } from "../platform/database.ts";
import { sealingContext } from "./rules.ts";
import type { OpenedSecret, SecretOwner } from "./schema.ts";
import { readSealedSecrets } from "./store.ts";

/** The owner's secrets in force, newest first (sign with the first one, accept any). Throws when the master key changed. */
export async function openSecrets(
  tx: Transaction,
  input: { ctx: Pick<Context, "workspaceId" | "platform" | "now">; owner: SecretOwner },
): Promise<OpenedSecret[]> {
  const { ctx, owner } = input;
  const rows = await readSealedSecrets(tx, ctx.workspaceId, owner, ctx.now());
  return rows.map((row) => ({
    id: row.id,
    value: ctx.platform.sealedSecrets.open(row, sealingContext(ctx.workspaceId, owner)),
    expiresAt: row.expiresAt,
  }));
}
