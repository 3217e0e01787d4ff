import type { Transaction } from "../../platform/database.ts";
import { type Failing, toldAfter } from "../rules.ts";

/** What a channel's attempts have met since its last success, null for a deleted one; locked until the transaction ends. */
export async function lockFailing(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<(Failing & { name: string; pausedAt: Date | null }) | null> {
  const rows = await tx.$queryRaw<(Failing & { name: string; pausedAt: Date | null })[]>`
    SELECT name, paused_at AS "pausedAt", failing_since AS "failingSince", failed_in_a_row AS "failedInARow" FROM channel
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid AND deleted_at IS NULL FOR NO KEY UPDATE`;
  return rows[0] ?? null;
}

/** A success ends the row of failures; where there is none nothing is written or locked. */
export async function forgetFailing(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE channel SET failing_since = NULL, failed_in_a_row = 0, failing_error = NULL
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid AND failing_since IS NOT NULL`;
}

export async function writeFailing(
  tx: Transaction,
  workspaceId: string,
  { id, failingSince, failedInARow, error }: Failing & { id: string; error: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE channel SET failing_since = ${failingSince}, failed_in_a_row = ${failedInARow}, failing_error = ${error}
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid`;
}

/** Not sending: stopped by itself, or paused by a person; failing: still trying. */
export const channelStates = ["failing", "stopped", "paused"] as const;

/** How many channels of all workspaces together are in each of these states. */
export async function troubledEverywhere(
  tx: Transaction,
): Promise<{ state: (typeof channelStates)[number]; count: number }[]> {
  return tx.$queryRaw`
    SELECT CASE WHEN paused_at IS NULL THEN 'failing' WHEN pause_reason IS NULL THEN 'paused' ELSE 'stopped' END AS state,
      count(*)::int AS count
    FROM channel WHERE deleted_at IS NULL AND (paused_at IS NOT NULL OR failed_in_a_row >= ${toldAfter})
    GROUP BY 1`;
}
