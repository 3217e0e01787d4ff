import type { Context } from "../context.ts";
import { endpointNames } from "../endpoint/store.ts";
import type { SecretDescription, SecretOwner } from "../secret/schema.ts";
import { readAllDescriptions } from "../secret/store.ts";
import { allServers } from "../tool/mcp/store.ts";
import { toolsOf } from "../tool/store.ts";
import { channelNames } from "./store.ts";

/** A secret as it may be shown, with what it belongs to. */
export type SecretOverview = SecretDescription & {
  owner: { kind: SecretOwner["kind"]; id: string; name: string };
  slot: string;
};

/**
 * Every secret of the workspace that is in force, newest first. It lives here because channels come last of the nouns that
 * own secrets.
 */
export async function overviewSecrets({ ctx }: { ctx: Context }): Promise<SecretOverview[]> {
  const { workspaceId } = ctx;
  const { prisma } = ctx.platform.database;
  const rows = await readAllDescriptions(prisma, workspaceId, ctx.now());
  const idsOf = (kind: string) => [
    ...new Set(rows.filter((row) => row.ownerKind === kind).map((row) => row.ownerId)),
  ];
  const named = [
    ...(await endpointNames(prisma, workspaceId, idsOf("endpoint"))),
    ...(await channelNames(prisma, workspaceId, idsOf("channel"))),
    ...(await toolsOf(prisma, workspaceId, idsOf("tool"))),
    ...(await allServers(prisma, workspaceId)),
  ];
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return rows.map(({ ownerKind, ownerId, ...secret }) => ({
    ...secret,
    owner: { kind: ownerKind as SecretOwner["kind"], id: ownerId, name: names.get(ownerId) ?? ownerId },
  }));
}
