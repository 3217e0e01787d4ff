import { Prisma } from "../../../prisma/generated/client.ts";
import type { Transaction } from "../../platform/database.ts";
import { lowestIdAt } from "../../platform/ids.ts";
import type { MappedFields } from "../schema.ts";

/** Where one of an endpoint's rows still has what was hidden since. */
type Wanted = {
  workspaceId: string;
  endpointId: string;
  fields: string[];
  limit: number;
  /** Only rows made since then; null for all. */
  since: Date | null;
};

/** The index of the ids leads to what is recent. */
const madeSince = (id: Prisma.Sql, since: Date | null) =>
  since ? Prisma.sql`AND ${id} >= ${lowestIdAt(since)}::uuid` : Prisma.empty;

export type StoredCall = {
  workspaceId: string;
  id: string;
  headers: [string, string][];
  body: Uint8Array | null;
  content: Uint8Array | null;
  redaction: string[] | null;
};

/** Calls that nobody needs whole any more: of no event that is handled or reviewed, and not refused just now. */
export async function callsToRedact(
  tx: Transaction,
  { endpointId, fields, limit, since }: Wanted,
  refusedBefore: Date,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM webhook_request
    WHERE endpoint_id = ${endpointId}::uuid ${madeSince(Prisma.sql`id`, since)} AND NOT coalesce(redaction @> ${JSON.stringify(fields)}::jsonb, false)
      AND (body IS NOT NULL OR content IS NOT NULL) AND (verdict <> 'rejected' OR received_at < ${refusedBefore})
      AND id NOT IN (
        SELECT request_id FROM incoming_event
        WHERE endpoint_id = ${endpointId}::uuid AND status IN ('accepted', 'processing', 'awaiting_review'))
    LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

export async function readStoredCalls(
  tx: Transaction,
  endpointId: string,
  ids: string[],
): Promise<StoredCall[]> {
  return tx.$queryRaw<StoredCall[]>`
    SELECT workspace_id AS "workspaceId", id, headers, body, content, redaction FROM webhook_request
    WHERE endpoint_id = ${endpointId}::uuid AND id = ANY(${ids}::uuid[])`;
}

export async function replaceBytes(
  tx: Transaction,
  call: StoredCall,
  set: { body: Uint8Array | null; content: Uint8Array | null; fields: string[]; changed: boolean },
): Promise<void> {
  const { body, content, fields, changed } = set;
  await tx.$executeRaw`
    UPDATE webhook_request SET body = ${body}, content = ${content}, redaction = ${JSON.stringify(fields)}::jsonb,
      redacted = redacted OR ${changed}
    WHERE workspace_id = ${call.workspaceId}::uuid AND id = ${call.id}::uuid`;
}

/** Events that are found by words which are hidden now. */
export async function eventsToIndex(
  tx: Transaction,
  { workspaceId, endpointId, fields, limit, since }: Wanted,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM incoming_event e JOIN event_search s ON s.workspace_id = e.workspace_id AND s.event_id = e.id
    WHERE e.workspace_id = ${workspaceId}::uuid AND e.endpoint_id = ${endpointId}::uuid
      ${madeSince(Prisma.sql`e.id`, since)} AND NOT coalesce(s.redaction @> ${JSON.stringify(fields)}::jsonb, false)
    LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

export type StoredEvent = Omit<StoredCall, "redaction"> & {
  eventKey: string;
  type: string;
  mapped: MappedFields;
  redaction: string[] | null;
};

export async function readStoredEvents(
  tx: Transaction,
  endpointId: string,
  ids: string[],
): Promise<StoredEvent[]> {
  return tx.$queryRaw<StoredEvent[]>`
    SELECT e.workspace_id AS "workspaceId", e.id, e.event_key AS "eventKey", e.type, e.mapped, s.redaction,
      r.headers, r.body, r.content
    FROM incoming_event e
    JOIN webhook_request r ON r.workspace_id = e.workspace_id AND r.id = e.request_id
    JOIN event_search s ON s.workspace_id = e.workspace_id AND s.event_id = e.id
    WHERE e.endpoint_id = ${endpointId}::uuid AND e.id = ANY(${ids}::uuid[])`;
}

export async function replaceIndex(
  tx: Transaction,
  { workspaceId, id }: { workspaceId: string; id: string },
  set: { vector: string; fields: string[] },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE event_search SET terms = ${set.vector}::tsvector, redaction = ${JSON.stringify(set.fields)}::jsonb
    WHERE workspace_id = ${workspaceId}::uuid AND event_id = ${id}::uuid`;
}

export async function replaceMapped(
  tx: Transaction,
  workspaceId: string,
  eventId: string,
  mapped: MappedFields,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE incoming_event SET mapped = ${JSON.stringify(mapped)}::jsonb
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${eventId}::uuid`;
}

/** Whether values were taken out of the call that brought an event. */
export async function isRedacted(tx: Transaction, workspaceId: string, eventId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ redacted: boolean }[]>`
    SELECT r.redacted FROM incoming_event e
    JOIN webhook_request r ON r.workspace_id = e.workspace_id AND r.id = e.request_id
    WHERE e.workspace_id = ${workspaceId}::uuid AND e.id = ${eventId}::uuid`;
  return rows[0]?.redacted ?? false;
}
