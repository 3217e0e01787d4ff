import { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";

export type DemoRow = { id: string; name: string; state: "filling" | "ready" | "removing"; createdAt: Date };

export async function findDemo(tx: Transaction): Promise<DemoRow | null> {
  const row = await tx.workspace.findFirst({
    where: { demo: { not: null } },
    select: { id: true, name: true, demo: true, createdAt: true },
  });
  return row && { id: row.id, name: row.name, state: row.demo as DemoRow["state"], createdAt: row.createdAt };
}

export async function saveDemoState(tx: Transaction, id: string, demo: DemoRow["state"]): Promise<void> {
  await tx.workspace.update({ where: { id }, data: { demo } });
}

/** Everyone of the installation's first workspace may look at the demo, in the role they have there. */
export async function inviteFirstWorkspace(tx: Transaction, demoId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO membership (workspace_id, user_id, role, created_at)
    SELECT ${demoId}::uuid, m.user_id, m.role, ${now} FROM membership m
    WHERE m.workspace_id = (SELECT id FROM workspace WHERE demo IS NULL ORDER BY created_at, id LIMIT 1)
    ON CONFLICT DO NOTHING`;
}

export async function roleInDemo(tx: Transaction, demoId: string, userId: string): Promise<string | null> {
  const row = await tx.membership.findUnique({
    where: { workspaceId_userId: { workspaceId: demoId, userId } },
    select: { role: true },
  });
  return row?.role ?? null;
}

export async function filenamesOf(tx: Transaction, workspaceId: string): Promise<Set<string>> {
  const rows = await tx.knowledgeDocument.findMany({ where: { workspaceId }, select: { filename: true } });
  return new Set(rows.map((row) => row.filename));
}

/** How many of the documents are still being read. */
export async function unfinishedDocuments(tx: Transaction, workspaceId: string): Promise<number> {
  return tx.knowledgeDocument.count({ where: { workspaceId, status: { notIn: ["ready", "failed"] } } });
}

export type StoryRow = {
  id: string;
  endpointId: string;
  eventKey: string;
  status: string;
  suggestionId: string | null;
  suggestionStatus: string | null;
  deliveryStatus: string | null;
};

/** Where the told events stand, by their keys. */
export async function readStory(tx: Transaction, workspaceId: string): Promise<Map<string, StoryRow>> {
  const rows = await tx.$queryRaw<StoryRow[]>`
    SELECT e.id, e.endpoint_id AS "endpointId", e.event_key AS "eventKey", e.status, e.suggestion_id AS "suggestionId",
      s.status AS "suggestionStatus", d.status AS "deliveryStatus"
    FROM incoming_event e
    LEFT JOIN suggestion s ON s.workspace_id = e.workspace_id AND s.id = e.suggestion_id
    LEFT JOIN delivery d ON d.workspace_id = e.workspace_id AND d.suggestion_id = s.id
    WHERE e.workspace_id = ${workspaceId}::uuid`;
  return new Map(rows.map((row) => [row.eventKey, row]));
}

/**
 * Moves all that the engine wrote about an event just now to when it would have been: the steps and the draft follow the
 * arrival, the delivery the decision. Done twice, it is the same.
 */
export async function backdate(
  tx: Transaction,
  workspaceId: string,
  event: { id: string; receivedAt: Date; decidedAt: Date | null },
): Promise<void> {
  const { id, receivedAt, decidedAt } = event;
  const activeAt = decidedAt ?? receivedAt;
  const here = Prisma.sql`workspace_id = ${workspaceId}::uuid`;
  await tx.$executeRaw`
    UPDATE event_step s SET started_at = ${receivedAt}::timestamptz + interval '40 milliseconds' + (s.started_at - first.at)
    FROM (SELECT min(f.started_at) AS at FROM event_step f JOIN event_run r ON r.workspace_id = f.workspace_id AND r.id = f.run_id
      WHERE r.workspace_id = ${workspaceId}::uuid AND r.event_id = ${id}::uuid) first
    WHERE s.workspace_id = ${workspaceId}::uuid
      AND s.run_id IN (SELECT id FROM event_run WHERE ${here} AND event_id = ${id}::uuid)`;
  await tx.$executeRaw`UPDATE suggestion SET created_at = ${receivedAt}::timestamptz + interval '1 second'
    WHERE ${here} AND event_id = ${id}::uuid`;
  await tx.$executeRaw`UPDATE message SET created_at = ${receivedAt} WHERE ${here} AND event_id = ${id}::uuid`;
  await tx.$executeRaw`UPDATE delivery SET created_at = ${activeAt}, updated_at = ${activeAt}::timestamptz + interval '1 second'
    WHERE ${here} AND suggestion_id IN (SELECT id FROM suggestion WHERE ${here} AND event_id = ${id}::uuid)`;
  await tx.$executeRaw`UPDATE delivery_attempt SET started_at = ${activeAt}::timestamptz + interval '400 milliseconds'
    WHERE ${here} AND delivery_id IN (SELECT d.id FROM delivery d JOIN suggestion s ON s.workspace_id = d.workspace_id AND s.id = d.suggestion_id
      WHERE s.workspace_id = ${workspaceId}::uuid AND s.event_id = ${id}::uuid)`;
  // A playbook decides by the engine's clock; a person of the story decided by the story's.
  await tx.$executeRaw`UPDATE suggestion SET decided_at = ${activeAt}
    WHERE ${here} AND event_id = ${id}::uuid AND decided_at IS NOT NULL`;
  await tx.$executeRaw`UPDATE message SET created_at = ${activeAt}
    WHERE ${here} AND suggestion_id IN (SELECT id FROM suggestion WHERE ${here} AND event_id = ${id}::uuid)`;
  await tx.$executeRaw`
    UPDATE conversation c SET last_activity_at = m.newest, created_at = m.oldest
    FROM (SELECT min(x.created_at) AS oldest, max(x.created_at) AS newest FROM message x
      WHERE x.workspace_id = ${workspaceId}::uuid
        AND x.conversation_id = (SELECT conversation_id FROM incoming_event WHERE ${here} AND id = ${id}::uuid)) m
    WHERE c.workspace_id = ${workspaceId}::uuid AND m.newest IS NOT NULL
      AND c.id = (SELECT conversation_id FROM incoming_event WHERE ${here} AND id = ${id}::uuid)`;
  await tx.$executeRaw`UPDATE contact SET created_at = ${receivedAt}, updated_at = ${receivedAt}
    WHERE ${here} AND created_at > ${receivedAt}
      AND id = (SELECT contact_id FROM conversation WHERE ${here}
        AND id = (SELECT conversation_id FROM incoming_event WHERE ${here} AND id = ${id}::uuid))`;
}

/** Documents and endpoints are as old as the shop's story. */
export async function backdateSetUp(tx: Transaction, workspaceId: string, at: Date): Promise<void> {
  await tx.$executeRaw`UPDATE knowledge_document SET created_at = ${at}, updated_at = ${at} WHERE workspace_id = ${workspaceId}::uuid`;
  await tx.$executeRaw`UPDATE document_version SET created_at = ${at} WHERE workspace_id = ${workspaceId}::uuid`;
  await tx.$executeRaw`UPDATE endpoint SET created_at = ${at}, updated_at = ${at} WHERE workspace_id = ${workspaceId}::uuid`;
}

export async function countEvents(tx: Transaction, workspaceId: string): Promise<number> {
  return tx.incomingEvent.count({ where: { workspaceId } });
}
