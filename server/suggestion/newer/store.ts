import type { Transaction } from "../../platform/database.ts";

/** What happened to a thing after a draft about it was begun. */
export type NewerEvent = {
  id: string;
  type: string;
  text: string | null;
  receivedAt: Date;
  conversationId: string;
};

const mostTold = 5;

/**
 * Events about the same thing (entity and endpoint) that are newer than the one a suggestion answers, newest first, at most
 * five, once they have a conversation: what no playbook serves makes nothing stale.
 * @param of.seenEventId the newest that was seen; left out, the suggestion's own
 */
export async function newerEvents(
  tx: Transaction,
  workspaceId: string,
  of: { eventId: string; seenEventId?: string | null | undefined },
): Promise<NewerEvent[]> {
  return tx.$queryRaw`
    SELECT newer.id, newer.type, left(newer.mapped->>'text', 500) AS text, newer.received_at AS "receivedAt",
      newer.conversation_id AS "conversationId"
    FROM incoming_event own
    JOIN conversation c ON c.workspace_id = own.workspace_id AND c.entity = own.mapped->>'entity' AND c.entity <> ''
    JOIN incoming_event newer ON newer.workspace_id = c.workspace_id AND newer.conversation_id = c.id
      AND newer.endpoint_id = own.endpoint_id AND newer.mapped->>'entity' = c.entity
      AND newer.id > greatest(own.id, ${of.seenEventId ?? of.eventId}::uuid)
    WHERE own.workspace_id = ${workspaceId}::uuid AND own.id = ${of.eventId}::uuid
    ORDER BY newer.id DESC LIMIT ${mostTold}`;
}
