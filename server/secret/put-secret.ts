import type { Context } from "../context.ts";
import type { Transaction } from "../platform/database.ts";
import { lastFour, sealingContext } from "./rules.ts";
import type { SecretOwner } from "./schema.ts";
import { insertSecret, retireSecrets } from "./store.ts";

/**
 * Seals `value` as the owner's secret. The one it replaces stays valid until `oldValidUntil` (left out: not at all); at
 * most two are ever in force.
 * @param shownAs the part that `last4` is taken from, where the value is more than one string
 * @returns the secret's id
 */
export async function putSecret(
  tx: Transaction,
  input: {
    ctx: Pick<Context, "workspaceId" | "platform" | "now">;
    owner: SecretOwner;
    value: string;
    shownAs?: string;
    oldValidUntil?: Date;
  },
): Promise<string> {
  const { ctx, owner, value, shownAs = value, oldValidUntil = null } = input;
  await retireSecrets(tx, ctx.workspaceId, owner, oldValidUntil);
  return insertSecret(tx, ctx.workspaceId, owner, {
    sealed: ctx.platform.sealedSecrets.seal(value, sealingContext(ctx.workspaceId, owner)),
    last4: lastFour(shownAs),
    createdAt: ctx.now(),
  });
}
