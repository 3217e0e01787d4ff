import type { Context } from "../context.ts";
import type { Transaction } from "../platform/database.ts";
import { deleteSecrets } from "../secret/delete-secrets.ts";
import { putSecret } from "../secret/put-secret.ts";
import { kindOf } from "./kinds/kinds.ts";
import { signingSecretOf, tokenOf } from "./rules.ts";
import type { Channel } from "./schema.ts";

/** Seals a channel's secret in place of the one before; a token fetched with that one goes too. */
export async function keepSecret(
  tx: Transaction,
  input: { ctx: Context; channel: Pick<Channel, "id" | "kind">; secret: unknown },
): Promise<void> {
  const { ctx, channel, secret } = input;
  const isText = typeof secret === "string";
  const shownAs = isText ? secret : (kindOf(channel.kind).shownAs?.(secret) ?? "");
  const value = isText ? secret : JSON.stringify(secret);
  await putSecret(tx, { ctx, owner: signingSecretOf(channel.id), value, shownAs });
  await deleteSecrets(tx, { ctx, owner: tokenOf(channel.id) });
}
