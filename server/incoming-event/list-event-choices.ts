import type { Context } from "../context.ts";
import { readEndpointNames, readEventTypes } from "./search/store.ts";

/** What a list of events can be filtered by: the endpoints and the types there are. */
export async function listEventChoices({
  ctx,
}: {
  ctx: Context;
}): Promise<{ endpoints: { id: string; name: string }[]; types: string[] }> {
  const { prisma } = ctx.platform.database;
  return {
    endpoints: await readEndpointNames(prisma, ctx.workspaceId),
    types: await readEventTypes(prisma, ctx.workspaceId),
  };
}
