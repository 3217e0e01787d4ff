import { endpointsWithRetention } from "../endpoint/guards/endpoints-with-retention.ts";
import type { Platform } from "../platform/platform.ts";
import { emptyOldCalls } from "./traffic/store.ts";

const dayMs = 86_400_000;
/** Small enough for a statement of milliseconds. */
const atOnce = 500;

/**
 * Forgets what calls carried once their endpoint's days are over; the rows, the events and what was read from them stay,
 * and so do the bytes of an event that is still handled or reviewed. To be run now and then.
 */
export async function forgetOldCalls(platform: Pick<Platform, "database">, now: Date): Promise<void> {
  const { prisma } = platform.database;
  for (const { id, days } of await endpointsWithRetention(prisma)) {
    const before = new Date(now.getTime() - days * dayMs);
    while ((await emptyOldCalls(prisma, id, before, atOnce)) === atOnce);
  }
}
