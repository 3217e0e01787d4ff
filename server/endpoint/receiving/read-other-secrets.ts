import type { Context } from "../../context.ts";
import { openSecrets } from "../../secret/open-secrets.ts";
import type { OpenedSecret } from "../../secret/schema.ts";
import { verificationSecretOf } from "../rules.ts";
import { pageOfEndpoints } from "../store.ts";
import type { ReceivingEndpoint } from "./receiving-endpoint.ts";

/** Beyond this many endpoints the search for a mistaken secret stops. */
const mostOthers = 50;

/** The endpoint's secrets that have expired, and those of the workspace's other endpoints, by the endpoint's name. */
export async function readOtherSecrets(
  ctx: Context,
  endpoint: ReceivingEndpoint,
): Promise<{ expired: OpenedSecret[]; others: { endpoint: string; secret: OpenedSecret }[] }> {
  const { prisma } = ctx.platform.database;
  const own = await openSecrets(prisma, { ctx, owner: verificationSecretOf(endpoint.id), withExpired: true });
  const inForce = new Set(endpoint.secrets.map(({ id }) => id));
  const rows = await pageOfEndpoints(prisma, ctx.workspaceId, { beforeId: undefined, take: mostOthers });
  const others: { endpoint: string; secret: OpenedSecret }[] = [];
  for (const row of rows.filter(({ id }) => id !== endpoint.id))
    for (const secret of await openSecrets(prisma, { ctx, owner: verificationSecretOf(row.id) }))
      others.push({ endpoint: row.name, secret });
  return { expired: own.filter(({ id }) => !inForce.has(id)), others };
}
