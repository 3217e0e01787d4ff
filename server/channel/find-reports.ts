import type { Context } from "../context.ts";
import { endpointUrl } from "../endpoint/rules.ts";
import { endpointOfSource } from "../endpoint/store.ts";
import { isPublicHost } from "../platform/outbound-guard/public-address.ts";
import type { Reports } from "./schema.ts";

/**
 * Where a provider may report what becomes of a message: at the workspace's oldest open endpoint for its calls, provided that
 * this installation has an address that the provider could reach.
 */
export async function findReports(ctx: Context, source: string): Promise<Reports> {
  const endpoint = await endpointOfSource(ctx.platform.database.prisma, ctx.workspaceId, source);
  if (!endpoint) return { kind: "no_endpoint" };
  const { publicUrl } = ctx.platform.settings;
  if (!isPublicHost(new URL(publicUrl).hostname)) return { kind: "no_address" };
  return { kind: "by", url: endpointUrl(publicUrl, endpoint.key), endpointName: endpoint.name };
}
