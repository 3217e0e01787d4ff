import type { Context } from "../context.ts";
import type { Transaction } from "../platform/database.ts";
import type { SecretDescription, SecretOwner } from "./schema.ts";
import { readDescriptions } from "./store.ts";

/**
 * What may be shown of the secrets in force of several owners, newest first, in one slot or in all; an owner without one has
 * no entry.
 */
export async function describeSecrets(
  tx: Transaction,
  input: {
    ctx: Pick<Context, "workspaceId" | "now">;
    owners: { kind: SecretOwner["kind"]; ids: string[]; slot?: string };
  },
): Promise<Map<string, SecretDescription[]>> {
  const { ctx, owners } = input;
  const rows = await readDescriptions(tx, ctx.workspaceId, owners, ctx.now());
  const byOwner = new Map<string, SecretDescription[]>();
  for (const { ownerId, ...description } of rows)
    byOwner.set(ownerId, [...(byOwner.get(ownerId) ?? []), description]);
  return byOwner;
}
