import { recordChange } from "../platform/changes.ts";
import type { Platform } from "../platform/platform.ts";
import { wakeDue } from "./triage/store.ts";

/** Brings back, in every workspace, what was snoozed until now. Safe to run in several processes. */
export async function wakeSnoozed(platform: Pick<Platform, "database">, now: Date): Promise<number> {
  return platform.database.prisma.$transaction(async (tx) => {
    const woken = await wakeDue(tx, now);
    for (const { workspaceId, id } of woken) await recordChange(tx, workspaceId, "conversation", id);
    return woken.length;
  });
}
