import { Prisma } from "../../../prisma/generated/client.ts";
import type { Transaction } from "../../platform/database.ts";
import { lowestIdAt } from "../../platform/ids.ts";
import { eventFields, toEvent } from "../event-row.ts";
import type { IncomingEvent } from "../schema.ts";

const asJson = (fields: string[] | null) => fields && JSON.stringify(fields);

/** Done once an event; a replay finds it there. */
export async function insertSearchRow(
  tx: Transaction,
  row: { workspaceId: string; eventId: string; vector: string; redaction: string[] | null },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO event_search (workspace_id, event_id, terms, redaction)
    VALUES (${row.workspaceId}::uuid, ${row.eventId}::uuid, ${row.vector}::tsvector, ${asJson(row.redaction)}::jsonb)
    ON CONFLICT DO NOTHING`;
}

/**
 * Ids of a page of the events a query finds, newest first. Rows that still have the words of fields hidden since are passed
 * over until they are written anew.
 */
export async function searchEventIds(
  tx: Transaction,
  workspaceId: string,
  filter: { query: string; endpointId?: string; type?: string; status?: string; from?: Date; to?: Date },
  page: { beforeId: string | undefined; take: number },
): Promise<string[]> {
  const { query, endpointId, type, status, from, to } = filter;
  const when = (condition: unknown, sql: Prisma.Sql) => (condition ? sql : Prisma.empty);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.event_id AS id FROM event_search s
    JOIN incoming_event e ON e.workspace_id = s.workspace_id AND e.id = s.event_id
    JOIN endpoint p ON p.workspace_id = e.workspace_id AND p.id = e.endpoint_id
      AND (NOT p.guards ? 'redacted_fields' OR coalesce(s.redaction @> (p.guards->'redacted_fields'), false))
    WHERE s.terms @@ ${query}::tsquery AND s.workspace_id = ${workspaceId}::uuid
      ${when(page.beforeId, Prisma.sql`AND s.event_id < ${page.beforeId}::uuid`)}
      ${when(endpointId, Prisma.sql`AND e.endpoint_id = ${endpointId}::uuid`)}
      ${when(type, Prisma.sql`AND e.type = ${type}`)}
      ${when(status, Prisma.sql`AND e.status = ${status}`)}
      ${from ? Prisma.sql`AND s.event_id >= ${lowestIdAt(from)}::uuid AND e.received_at >= ${from}` : Prisma.empty}
      ${when(to, Prisma.sql`AND e.received_at < ${to}`)}
    ORDER BY s.event_id DESC LIMIT ${page.take}`;
  return rows.map((row) => row.id);
}

/** The types of event there are, in alphabetical order, by leaps over the index: a hundred at most. */
export async function readEventTypes(tx: Transaction, workspaceId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ type: string }[]>`
    WITH RECURSIVE leap AS (
      (SELECT type FROM incoming_event WHERE workspace_id = ${workspaceId}::uuid ORDER BY type LIMIT 1)
      UNION ALL
      SELECT (SELECT e.type FROM incoming_event e WHERE e.workspace_id = ${workspaceId}::uuid AND e.type > leap.type
        ORDER BY e.type LIMIT 1) FROM leap WHERE leap.type IS NOT NULL)
    SELECT type FROM leap WHERE type IS NOT NULL LIMIT 100`;
  return rows.map((row) => row.type);
}

export async function readEndpointNames(
  tx: Transaction,
  workspaceId: string,
): Promise<{ id: string; name: string }[]> {
  return tx.endpoint.findMany({
    where: { workspaceId },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 200,
    select: { id: true, name: true },
  });
}

/** The events with these ids, newest first. */
export async function readEventsById(
  tx: Transaction,
  workspaceId: string,
  ids: string[],
): Promise<IncomingEvent[]> {
  if (ids.length === 0) return [];
  const rows = await tx.incomingEvent.findMany({
    where: { workspaceId, id: { in: ids } },
    orderBy: { id: "desc" },
    select: eventFields,
  });
  return rows.map(toEvent);
}
