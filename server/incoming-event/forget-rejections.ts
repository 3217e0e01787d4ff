import type { Platform } from "../platform/platform.ts";
import { deleteRejections, dropRejectedBodies, findLoadedEndpoints } from "./rejections/store.ts";

const keptMs = 7 * 24 * 3_600_000;
const keptBytes = 100 * 1024 * 1024;
/** Small enough for a statement of milliseconds. */
const atOnce = 500;

/**
 * Keeps of refused calls what the contract promises: seven days, and of their bodies the newest 100 MB an endpoint. Calls
 * that brought an event are never touched. For every workspace; to be run now and then by one process or by several.
 */
export async function forgetRejections(platform: Pick<Platform, "database">, now: Date): Promise<void> {
  const { prisma } = platform.database;
  const before = new Date(now.getTime() - keptMs);
  while ((await deleteRejections(prisma, before, atOnce)) === atOnce);
  for (const endpointId of await findLoadedEndpoints(prisma, keptBytes))
    await dropRejectedBodies(prisma, endpointId, keptBytes);
}
