import type { Context } from "../context.ts";
import type { Transaction } from "../platform/database.ts";
import { sealingContext } from "./rules.ts";
import type { OpenedSecret, SecretOwner } from "./schema.ts";
import { readSealedSecrets } from "./store.ts";

/** The owner's secrets in force, newest first (sign with the first one, accept any). Throws when the master key changed. */
export async function openSecrets(
  tx: Transaction,
  input: {
    ctx: Pick<Context, "workspaceId" | "platform" | "now">;
    owner: SecretOwner;
    /** Also those that have expired and are not forgotten yet: never to verify with. */
    withExpired?: boolean;
  },
): Promise<OpenedSecret[]> {
  const { ctx, owner, withExpired } = input;
  const after = withExpired ? new Date(0) : ctx.now();
  const rows = await readSealedSecrets(tx, ctx.workspaceId, owner, after);
  return rows.map((row) => ({
    id: row.id,
    value: ctx.platform.sealedSecrets.open(row, sealingContext(ctx.workspaceId, owner)),
    expiresAt: row.expiresAt,
  }));
}
