import type { Transaction } from "../../platform/database.ts";
import type { Presence } from "../schema.ts";

type Key = { workspaceId: string; conversationId: string; userId: string };

/**
 * Says that somebody is at a conversation for the next `seconds`, by the database's clock. True when the others see
 * something else now: they came, or do something else.
 */
export async function writePresence(
  tx: Transaction,
  at: Key & { activity: Presence["activity"]; unsaved: boolean; seconds: number },
): Promise<boolean> {
  const { workspaceId, conversationId, userId, activity, unsaved } = at;
  const [known] = await tx.$queryRaw<{ same: boolean }[]>`
    SELECT expires_at > now() AND activity = ${activity} AND unsaved = ${unsaved} AS same FROM presence
    WHERE workspace_id = ${workspaceId}::uuid AND conversation_id = ${conversationId}::uuid AND user_id = ${userId}::uuid`;
  await tx.$executeRaw`
    INSERT INTO presence (workspace_id, conversation_id, user_id, activity, unsaved, expires_at)
    VALUES (${workspaceId}::uuid, ${conversationId}::uuid, ${userId}::uuid, ${activity}, ${unsaved},
      now() + ${at.seconds}::int * interval '1 second')
    ON CONFLICT (workspace_id, conversation_id, user_id) DO UPDATE SET
      activity = excluded.activity, unsaved = excluded.unsaved, expires_at = excluded.expires_at`;
  return !known?.same;
}

export async function removePresence(tx: Transaction, key: Key): Promise<boolean> {
  const { count } = await tx.presence.deleteMany({ where: key });
  return count > 0;
}

/** Who is where in the workspace just now. Whoever has left it is nowhere. */
export function presentNow(tx: Transaction, workspaceId: string): Promise<Presence[]> {
  return tx.$queryRaw`
    SELECT p.conversation_id AS "conversationId", p.user_id AS "userId", u.name, p.activity, p.unsaved,
      p.expires_at AS "expiresAt"
    FROM presence p
    JOIN membership m ON m.workspace_id = p.workspace_id AND m.user_id = p.user_id
    JOIN user_account u ON u.id = p.user_id
    WHERE p.workspace_id = ${workspaceId}::uuid AND p.expires_at > now()
    ORDER BY u.name, p.user_id`;
}

/** Whether anybody has the conversation open just now. */
export async function isWatched(
  tx: Transaction,
  workspaceId: string,
  conversationId: string,
): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM presence
    WHERE workspace_id = ${workspaceId}::uuid AND conversation_id = ${conversationId}::uuid AND expires_at > now() LIMIT 1`;
  return found.length > 0;
}

/** Forgets who was there; everybody stopped looking at it long ago. */
export async function forgetPresences(tx: Transaction): Promise<void> {
  await tx.$executeRaw`DELETE FROM presence WHERE expires_at < now() - interval '1 minute'`;
}
