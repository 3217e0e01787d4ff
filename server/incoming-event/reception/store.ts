import type pg from "pg";
import type { Database } from "../../platform/database.ts";
import type { RedactedCall } from "../redaction/redact-call.ts";
import type { MappedFields } from "../schema.ts";

/** A call as it is recorded, with the events it brings or repeats, or with the answer it got instead. */
export type RequestRow = {
  id: string;
  workspaceId: string;
  endpointId: string;
  method: string;
  url: string;
  headers: [name: string, value: string][];
  sealedOriginal: Uint8Array | null;
  body: Uint8Array | null;
  /** The JSON that a sealed or XML body stands for. */
  content: Uint8Array | null;
  /** Without its redacted values: to compare it with a first one that was redacted since. */
  redacted?: Pick<RedactedCall, "fields" | "body" | "content"> | null;
  bodySize: number;
  remoteAddress: string | null;
  matchedSecretId: string | null;
  durationMs: number;
  receivedAt: Date;
  outcome: { events: EventRow[]; acceptedStatus: number } | OtherOutcome;
};

export type OtherOutcome =
  | ({ verdict: "rejected" } & Rejection)
  | { verdict: "handshake"; status: number; reason: null; diagnosis: null };

export type Rejection = { status: number; reason: string; diagnosis: string };

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

/** An event that a call brought, or repeated. */
export type RecordedEvent = {
  id: string;
  fresh: boolean;
  conversationId: string | null;
  suggestionId: string | null;
};

export type Recorded = {
  requestId: string;
  verdict: "accepted" | "duplicate" | "rejected" | "handshake";
  /** In the order the call carried them. */
  events: RecordedEvent[];
};

/** Frees the connection of a statement that nobody waits for any more. */
const statementTimeoutMs = 2000;

const items = `item AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1::json) AS i(
    event_id uuid, request_id uuid, workspace_id uuid, endpoint_id uuid, position int, run_id uuid, event_key text,
    type text, occurred_at timestamptz, mapped jsonb, verified boolean, received_at timestamptz, alone boolean))`;

/**
 * Everything an acceptance consists of, for many calls in one statement and so in one commit: the events whose keys are
 * new, their runs, outbox rows and changes for the screens, and the calls themselves with their verdicts. Events are
 * inserted in the order of their keys, so that two processes never wait for each other in a circle. Known keys are looked up
 * one by one, and only where the insert found them taken: a join would be planned once, for an empty table. A repeat is
 * compared with what is kept of the first one: where values were taken out of that, without the same ones; where that was
 * forgotten, not at all.
 */
const record = `WITH ${items},
arrival AS MATERIALIZED (
  SELECT * FROM json_to_recordset($2::json) AS r(
    id uuid, workspace_id uuid, endpoint_id uuid, method text, url text, headers jsonb, body_at int, body_size int,
    body_stored int, content_at int, content_size int, redaction jsonb, open_at int, open_size int, sealed_at int, sealed_size int, remote_address text, matched_secret_id uuid, duration_ms float8,
    received_at timestamptz, verdict text, status int, reason text, diagnosis text)),
body AS MATERIALIZED (
  SELECT id, bytes, content, coalesce(content, bytes) AS said, redaction, open
  FROM arrival, LATERAL (SELECT
    CASE WHEN body_at IS NOT NULL THEN substring($3::bytea FROM body_at + 1 FOR body_stored) END AS bytes,
    CASE WHEN content_at IS NOT NULL THEN substring($3::bytea FROM content_at + 1 FOR content_size) END AS content,
    CASE WHEN open_at IS NOT NULL THEN substring($3::bytea FROM open_at + 1 FOR open_size) END AS open) cut),
event AS (
  INSERT INTO incoming_event (id, workspace_id, endpoint_id, request_id, position, event_key, type, occurred_at, mapped, status, verified, received_at)
  SELECT event_id, workspace_id, endpoint_id, request_id, position, event_key, type, occurred_at, mapped, 'accepted', verified, received_at
  FROM item ORDER BY endpoint_id, event_key, request_id, position
  ON CONFLICT (endpoint_id, event_key) DO NOTHING
  RETURNING id, endpoint_id, event_key, request_id),
fresh AS (SELECT i.* FROM item i JOIN event e ON e.id = i.event_id),
run AS (
  INSERT INTO event_run (id, workspace_id, event_id, cause, created_at)
  SELECT run_id, workspace_id, event_id, 'accepted', received_at FROM fresh),
queued AS (
  INSERT INTO outbox (id, workspace_id, name, data)
  SELECT run_id, workspace_id, 'incoming-event/accepted',
    jsonb_build_object('workspaceId', workspace_id, 'eventId', event_id, 'runId', run_id) FROM fresh),
told AS (
  INSERT INTO change (workspace_id, topic, subject_id) SELECT workspace_id, 'event', event_id FROM fresh
  UNION ALL SELECT workspace_id, 'request', id FROM arrival WHERE verdict IS NOT NULL),
known AS (
  SELECT i.request_id, i.position, coalesce(f.id, old.id) AS id, coalesce(f.id = i.event_id, false) AS fresh,
    old.conversation_id, old.suggestion_id,
    i.alone AND CASE WHEN f.id = i.event_id THEN false
      WHEN f.id IS NOT NULL THEN (SELECT said FROM body WHERE id = f.request_id) IS DISTINCT FROM (SELECT said FROM body WHERE id = i.request_id)
      ELSE coalesce(old.differs, false) END AS differs
  FROM item i
  LEFT JOIN event f ON f.endpoint_id = i.endpoint_id AND f.event_key = i.event_key
  LEFT JOIN LATERAL (
    SELECT e.id, e.conversation_id, e.suggestion_id,
      (SELECT CASE WHEN r.redacted THEN r.redaction = b.redaction AND coalesce(r.content, r.body) <> b.open
          ELSE coalesce(r.content, r.body) <> b.said END
        FROM webhook_request r, body b WHERE r.workspace_id = e.workspace_id AND r.id = e.request_id AND b.id = i.request_id) AS differs
    FROM incoming_event e WHERE f.id IS NULL AND e.endpoint_id = i.endpoint_id AND e.event_key = i.event_key
    LIMIT 1) old ON true),
brought AS (
  SELECT request_id, bool_or(fresh) AS fresh, bool_or(differs) AS differs, (array_agg(id ORDER BY position))[1] AS first_id,
    json_agg(json_build_object('id', id, 'fresh', fresh, 'conversationId', conversation_id, 'suggestionId', suggestion_id) ORDER BY position) AS events
  FROM known GROUP BY request_id),
judged AS (
  SELECT a.*, b.bytes, b.content, w.first_id, w.differs, coalesce(w.events, '[]') AS events,
    coalesce(a.verdict, CASE WHEN w.fresh IS false THEN 'duplicate' ELSE 'accepted' END) AS final_verdict
  FROM arrival a JOIN body b ON b.id = a.id LEFT JOIN brought w ON w.request_id = a.id),
request AS (
  INSERT INTO webhook_request (id, workspace_id, endpoint_id, method, url, headers, sealed_original, body, content, body_size,
    remote_address, verdict, reason, diagnosis, status, matched_secret_id, event_id, duration_ms, received_at)
  SELECT id, workspace_id, endpoint_id, method, url, headers,
    CASE WHEN sealed_at IS NOT NULL THEN substring($3::bytea FROM sealed_at + 1 FOR sealed_size) END,
    bytes, content, body_size, remote_address, final_verdict, CASE WHEN differs THEN 'body_differs' ELSE reason END, diagnosis,
    CASE final_verdict WHEN 'duplicate' THEN 200 ELSE status END, matched_secret_id, first_id, duration_ms, received_at
  FROM judged)
SELECT id AS "requestId", final_verdict AS verdict, events FROM judged`;

/**
 * For the moment in which another process commits the same key between our look and our insert: the statement above sees
 * that the key is taken, and not yet by whom.
 */
const settle = `WITH ${items},
known AS (
  SELECT i.request_id, i.workspace_id, i.position, i.alone, e.id, e.conversation_id, e.suggestion_id, coalesce(first.content, first.body) AS said
  FROM item i
  JOIN incoming_event e ON e.endpoint_id = i.endpoint_id AND e.event_key = i.event_key
  JOIN webhook_request first ON first.workspace_id = e.workspace_id AND first.id = e.request_id),
pointed AS (
  UPDATE webhook_request r SET event_id = k.id, reason = CASE WHEN k.alone AND k.said IS DISTINCT FROM coalesce(r.content, r.body) THEN 'body_differs' END
  FROM known k WHERE k.position = 0 AND r.workspace_id = k.workspace_id AND r.id = k.request_id)
SELECT request_id AS "requestId", position, id, conversation_id AS "conversationId", suggestion_id AS "suggestionId" FROM known`;

/** Records calls, and answers in their order. One commit; what is answered is durable. */
export async function recordRequests({ reception, kind }: Database, rows: RequestRow[]): Promise<Recorded[]> {
  // A plan is kept per connection where connections have sessions of their own: planning is a third of a small group's cost.
  const query = async <Row extends object>(name: string, text: string, values: unknown[]) => {
    const named = kind === "postgres" ? { name } : {};
    const config = { ...named, text, values, query_timeout: statementTimeoutMs };
    return (await reception.pool.query<Row>(config as pg.QueryConfig)).rows;
  };
  const events = rows.flatMap(eventsToJson);
  const { json, bytes } = requestsToJson(rows);
  const recorded = new Map<string, Recorded>();
  for (const row of await query<Recorded>("record-requests", record, [JSON.stringify(events), json, bytes]))
    recorded.set(row.requestId, row);

  const unsettled = events.filter((event) => !recorded.get(event.request_id)?.events[event.position]?.id);
  if (unsettled.length > 0) {
    type Settled = RecordedEvent & { requestId: string; position: number };
    for (const { requestId, position, ...event } of await query<Settled>("settle-requests", settle, [
      JSON.stringify(unsettled),
    ]))
      recorded.get(requestId)!.events[position] = { ...event, fresh: false };
  }
  return rows.map((row) => recorded.get(row.id)!);
}

function eventsToJson(row: RequestRow) {
  if (!("events" in row.outcome)) return [];
  const { events } = row.outcome;
  return events.map((event, position) => ({
    event_id: event.id,
    request_id: row.id,
    workspace_id: row.workspaceId,
    endpoint_id: row.endpointId,
    position,
    run_id: event.runId,
    event_key: event.eventKey,
    type: event.type,
    occurred_at: event.occurredAt,
    mapped: event.mapped,
    verified: event.verified,
    received_at: row.receivedAt,
    alone: events.length === 1,
  }));
}

/** The rows as JSON, and every byte string of theirs in one, at the offsets the rows name. */
function requestsToJson(rows: RequestRow[]): { json: string; bytes: Buffer } {
  const parts: Uint8Array[] = [];
  let length = 0;
  const append = (part: Uint8Array | null) => {
    if (!part) return null;
    parts.push(part);
    length += part.length;
    return length - part.length;
  };
  const json = rows.map(({ outcome, ...row }) => ({
    id: row.id,
    workspace_id: row.workspaceId,
    endpoint_id: row.endpointId,
    method: row.method,
    url: row.url,
    headers: row.headers,
    body_at: append(row.body),
    body_size: row.bodySize,
    body_stored: row.body?.length,
    content_at: append(row.content),
    content_size: row.content?.length,
    redaction: row.redacted?.fields,
    open_at: append(row.redacted?.content ?? row.redacted?.body ?? null),
    open_size: (row.redacted?.content ?? row.redacted?.body)?.length,
    sealed_at: append(row.sealedOriginal),
    sealed_size: row.sealedOriginal?.length,
    remote_address: row.remoteAddress,
    matched_secret_id: row.matchedSecretId,
    duration_ms: row.durationMs,
    received_at: row.receivedAt,
    ...("events" in outcome ? { status: outcome.acceptedStatus } : outcome),
  }));
  return { json: JSON.stringify(json), bytes: Buffer.concat(parts, length) };
}
