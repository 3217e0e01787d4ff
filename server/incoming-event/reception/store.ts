import type pg from "pg";
import type { Database, Transaction } from "../../platform/database.ts";
import type { MappedFields } from "../schema.ts";

/** A call as it is recorded; with `event` it brings, or repeats, what happened. */
export type RequestRow = {
  id: string;
  workspaceId: string;
  endpointId: string;
  method: string;
  url: string;
  headers: [name: string, value: string][];
  sealedOriginal: Uint8Array | null;
  body: Uint8Array | null;
  bodySize: number;
  remoteAddress: string | null;
  matchedSecretId: string | null;
  durationMs: number;
  receivedAt: Date;
} & ({ event: EventRow; rejection?: never } | { event?: never; rejection: Rejection });

export type EventRow = {
  id: string;
  /** The first run; its outbox row has the same id. */
  runId: string;
  eventKey: string;
  type: string;
  occurredAt: Date | null;
  mapped: MappedFields;
  verified: boolean;
};

export type Rejection = { status: number; reason: string; diagnosis: string };

export type Recorded = {
  requestId: string;
  verdict: "accepted" | "duplicate" | "rejected";
  /** The event brought or repeated; null for a rejection. */
  eventId: string | null;
  conversationId: string | null;
  suggestionId: string | null;
};

/** Frees the connection of a statement that nobody waits for any more. */
const statementTimeoutMs = 2000;

const arrivals = `arrival AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1::json) AS r(
    id uuid, workspace_id uuid, endpoint_id uuid, method text, url text, headers jsonb, body_at int, body_size int,
    body_stored int, sealed_at int, sealed_size int, remote_address text, matched_secret_id uuid, duration_ms float8,
    received_at timestamptz, status int, reason text, diagnosis text, event_id uuid, run_id uuid,
    event_key text, type text, occurred_at timestamptz, mapped jsonb, verified boolean))`;

/**
 * Everything an acceptance consists of, for many calls in one statement and so in one commit: the event unless its key was
 * seen, its run, its outbox row, the change for the screens, and the call itself with its verdict. Rows are inserted in the
 * order of their keys, so that two processes never wait for each other in a circle.
 */
const record = `WITH ${arrivals},
event AS (
  INSERT INTO incoming_event (id, workspace_id, endpoint_id, request_id, event_key, type, occurred_at, mapped, status, verified, received_at)
  SELECT event_id, workspace_id, endpoint_id, id, event_key, type, occurred_at, mapped, 'accepted', verified, received_at
  FROM arrival WHERE event_id IS NOT NULL ORDER BY endpoint_id, event_key, id
  ON CONFLICT (endpoint_id, event_key) DO NOTHING
  RETURNING id, workspace_id, endpoint_id, event_key, request_id),
fresh AS (SELECT a.* FROM arrival a JOIN event e ON e.id = a.event_id),
run AS (
  INSERT INTO event_run (id, workspace_id, event_id, cause, created_at)
  SELECT run_id, workspace_id, event_id, 'accepted', received_at FROM fresh),
queued AS (
  INSERT INTO outbox (id, workspace_id, name, data)
  SELECT run_id, workspace_id, 'incoming-event/accepted',
    jsonb_build_object('workspaceId', workspace_id, 'eventId', event_id, 'runId', run_id) FROM fresh),
told AS (
  INSERT INTO change (workspace_id, topic, subject_id) SELECT workspace_id, 'event', event_id FROM fresh),
body AS (SELECT id, CASE WHEN body_at IS NOT NULL THEN substring($2::bytea FROM body_at + 1 FOR body_stored) END AS bytes FROM arrival),
judged AS (
  SELECT a.*, b.bytes, coalesce(f.id, old.id) AS known_event_id, old.conversation_id, old.suggestion_id,
    CASE WHEN a.event_id IS NULL THEN 'rejected' WHEN f.id = a.event_id THEN 'accepted' ELSE 'duplicate' END AS verdict,
    CASE WHEN f.id IS NOT NULL THEN (SELECT o.bytes FROM body o WHERE o.id = f.request_id) ELSE first.body END AS first_bytes
  FROM arrival a JOIN body b ON b.id = a.id
  LEFT JOIN event f ON f.endpoint_id = a.endpoint_id AND f.event_key = a.event_key
  LEFT JOIN incoming_event old ON f.id IS NULL AND old.endpoint_id = a.endpoint_id AND old.event_key = a.event_key
  LEFT JOIN webhook_request first ON first.workspace_id = old.workspace_id AND first.id = old.request_id),
request AS (
  INSERT INTO webhook_request (id, workspace_id, endpoint_id, method, url, headers, sealed_original, body, body_size,
    remote_address, verdict, reason, diagnosis, status, matched_secret_id, event_id, duration_ms, received_at)
  SELECT id, workspace_id, endpoint_id, method, url, headers,
    CASE WHEN sealed_at IS NOT NULL THEN substring($2::bytea FROM sealed_at + 1 FOR sealed_size) END,
    bytes, body_size, remote_address, verdict,
    CASE WHEN verdict = 'duplicate' AND first_bytes IS DISTINCT FROM bytes AND known_event_id IS NOT NULL THEN 'body_differs' ELSE reason END,
    diagnosis, CASE verdict WHEN 'accepted' THEN 202 WHEN 'duplicate' THEN 200 ELSE status END,
    matched_secret_id, known_event_id, duration_ms, received_at
  FROM judged)
SELECT id AS "requestId", verdict, known_event_id AS "eventId", conversation_id AS "conversationId", suggestion_id AS "suggestionId"
FROM judged`;

/**
 * For the moment in which another process commits the same key between our look and our insert: the statement above sees
 * that the key is taken, and not yet by whom.
 */
const settle = `WITH ${arrivals}
UPDATE webhook_request r SET event_id = e.id, reason = CASE WHEN first.body IS DISTINCT FROM r.body THEN 'body_differs' END
FROM arrival a
JOIN incoming_event e ON e.endpoint_id = a.endpoint_id AND e.event_key = a.event_key
JOIN webhook_request first ON first.workspace_id = e.workspace_id AND first.id = e.request_id
WHERE r.workspace_id = a.workspace_id AND r.id = a.id
RETURNING r.id AS "requestId", r.verdict, e.id AS "eventId", e.conversation_id AS "conversationId", e.suggestion_id AS "suggestionId"`;

/** Records calls, in their order. One commit; what is answered is durable. */
export async function recordRequests({ pool, kind }: Database, rows: RequestRow[]): Promise<Recorded[]> {
  const bytes: Uint8Array[] = [];
  let length = 0;
  const append = (part: Uint8Array | null) => {
    if (!part) return null;
    bytes.push(part);
    length += part.length;
    return length - part.length;
  };
  const json = rows.map((row) => toJson(row, append(row.body), append(row.sealedOriginal)));
  // A plan is kept per connection where connections have sessions of their own: planning is a third of a small group's cost.
  const query = async (name: string, text: string, values: unknown[]) => {
    const named = kind === "postgres" ? { name } : {};
    const config = { ...named, text, values, query_timeout: statementTimeoutMs };
    return (await pool.query<Recorded>(config as pg.QueryConfig)).rows;
  };

  const recorded = new Map<string, Recorded>();
  for (const row of await query("record-requests", record, [
    JSON.stringify(json),
    Buffer.concat(bytes, length),
  ]))
    recorded.set(row.requestId, row);
  const unsettled = json.filter(({ id, event_id }) => event_id && !recorded.get(id)?.eventId);
  if (unsettled.length > 0)
    for (const row of await query("settle-requests", settle, [JSON.stringify(unsettled)]))
      recorded.set(row.requestId, row);
  return rows.map((row) => recorded.get(row.id)!);
}

function toJson(row: RequestRow, bodyAt: number | null, sealedAt: number | null) {
  const { event, rejection } = row;
  return {
    id: row.id,
    workspace_id: row.workspaceId,
    endpoint_id: row.endpointId,
    method: row.method,
    url: row.url,
    headers: row.headers,
    body_at: bodyAt,
    body_size: row.bodySize,
    body_stored: row.body?.length ?? null,
    sealed_at: sealedAt,
    sealed_size: row.sealedOriginal?.length ?? null,
    remote_address: row.remoteAddress,
    matched_secret_id: row.matchedSecretId,
    duration_ms: row.durationMs,
    received_at: row.receivedAt,
    ...rejection,
    ...(event && {
      event_id: event.id,
      run_id: event.runId,
      event_key: event.eventKey,
      type: event.type,
      occurred_at: event.occurredAt,
      mapped: event.mapped,
      verified: event.verified,
    }),
  };
}

/** Adds to the row that stands for the rejections of a minute beyond those kept whole. */
export async function countRejections(
  tx: Transaction,
  row: { id: string; workspaceId: string; endpointId: string; minute: Date; count: number } & Rejection,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO webhook_request AS counted (id, workspace_id, endpoint_id, method, url, headers, body_size, verdict, reason,
      diagnosis, status, duration_ms, count, received_at)
    VALUES (${row.id}::uuid, ${row.workspaceId}::uuid, ${row.endpointId}::uuid, 'POST', '', '[]', 0, 'rejected', ${row.reason},
      ${row.diagnosis}, ${row.status}, 0, ${row.count}, ${row.minute})
    ON CONFLICT (workspace_id, id) DO UPDATE SET count = counted.count + excluded.count`;
}
