import type { Transaction } from "../../platform/database.ts";
import type { Attention, TriageState } from "../schema.ts";

/** The conversations as they lie on the desk, held until the transaction ends; those of other workspaces are not among them. */
export async function lockTriageStates(
  tx: Transaction,
  workspaceId: string,
  ids: readonly string[],
): Promise<(TriageState & { attention: Attention | null })[]> {
  return tx.$queryRaw`
    SELECT id, status, attention, unread, assignee_id AS "assigneeId", priority, snoozed_until AS "snoozedUntil",
      last_activity_at AS "lastActivityAt"
    FROM conversation WHERE workspace_id = ${workspaceId}::uuid AND id = ANY (${[...ids]}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
}

/** Writes what was made of them, in one statement however many they are. */
export async function writeTriageStates(
  tx: Transaction,
  workspaceId: string,
  states: readonly TriageState[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE conversation c SET status = n.status, unread = n.unread, assignee_id = n."assigneeId", priority = n.priority,
      snoozed_until = n."snoozedUntil"
    FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb) AS
      n(id uuid, status text, unread boolean, "assigneeId" uuid, priority text, "snoozedUntil" timestamptz)
    WHERE c.workspace_id = ${workspaceId}::uuid AND c.id = n.id`;
}

/** Gives a conversation that is nobody's to this person; false when it is somebody's. */
export async function claimUnassigned(
  tx: Transaction,
  workspaceId: string,
  { id, userId }: { id: string; userId: string },
): Promise<boolean> {
  // Held first: an UPDATE that had to wait would judge by the memberships it had joined before.
  await lockTriageStates(tx, workspaceId, [id]);
  const count = await tx.$executeRaw`
    UPDATE conversation c SET assignee_id = ${userId}::uuid
    WHERE c.workspace_id = ${workspaceId}::uuid AND c.id = ${id}::uuid AND NOT EXISTS (
      SELECT 1 FROM membership m WHERE m.workspace_id = c.workspace_id AND m.user_id = c.assignee_id)`;
  return count === 1;
}

/** Brings back what was snoozed until now: unread, on top, and as work even when it had been answered. */
export async function wakeDue(tx: Transaction, now: Date): Promise<{ workspaceId: string; id: string }[]> {
  return tx.$queryRaw`
    UPDATE conversation SET snoozed_until = NULL, unread = true, last_activity_at = ${now},
      status = CASE WHEN status IN ('answered', 'closed') THEN 'open' ELSE status END
    WHERE snoozed_until <= ${now}
    RETURNING workspace_id AS "workspaceId", id`;
}
