import type { Context } from "../context.ts";
import { endpointUrl } from "../endpoint/rules.ts";
import { endpointOfSource } from "../endpoint/store.ts";
import { isPublicHost } from "../platform/outbound-guard/public-address.ts";

/**
 * The address at which a provider may report what becomes of a message: the workspace's oldest open endpoint for its calls.
 * Undefined where there is none, or where this installation has no address that the provider could reach.
 */
export async function reportsUrl(ctx: Context, source: string): Promise<string | undefined> {
  const { publicUrl } = ctx.platform.settings;
  if (!isPublicHost(new URL(publicUrl).hostname)) return undefined;
  const endpoint = await endpointOfSource(ctx.platform.database.prisma, ctx.workspaceId, source);
  return endpoint ? endpointUrl(publicUrl, endpoint.key) : undefined;
}
