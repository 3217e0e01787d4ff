import type { Transaction } from "../platform/database.ts";
import { lowestIdAt, newId } from "../platform/ids.ts";
import { eventFields, toEvent } from "./event-row.ts";
import type { EventRunSummary, EventStatus, IncomingEvent } from "./schema.ts";

type Page = { beforeId: string | undefined; take: number };

export async function readEvent(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<IncomingEvent | null> {
  // Each step of a run reads it: one statement instead of the two of a relation.
  const [row] = await tx.$queryRaw<IncomingEvent[]>`
    SELECT e.id, e.request_id AS "requestId", e.event_key AS "eventKey", e.type, e.occurred_at AS "occurredAt", e.mapped,
      e.status, e.status_reason AS "statusReason", e.verified, e.conversation_id AS "conversationId",
      e.suggestion_id AS "suggestionId", e.received_at AS "receivedAt",
      json_build_object('id', p.id, 'key', p.key, 'name', p.name, 'source', p.source) AS endpoint
    FROM incoming_event e JOIN endpoint p ON p.workspace_id = e.workspace_id AND p.id = e.endpoint_id
    WHERE e.workspace_id = ${workspaceId}::uuid AND e.id = ${id}::uuid`;
  return row ?? null;
}

export async function pageOfEvents(
  tx: Transaction,
  workspaceId: string,
  filter: {
    endpointId?: string;
    type?: string;
    status?: EventStatus;
    conversationId?: string;
    from?: Date;
    to?: Date;
  },
  page: Page,
): Promise<IncomingEvent[]> {
  const { from, to, ...equal } = filter;
  const rows = await tx.incomingEvent.findMany({
    where: {
      workspaceId,
      ...equal,
      ...((from || to) && { receivedAt: { ...(from && { gte: from }), ...(to && { lt: to }) } }),
      // An id is made when its event is received: older ones need not be looked at.
      id: { ...(page.beforeId && { lt: page.beforeId }), ...(from && { gte: lowestIdAt(from) }) },
    },
    orderBy: { id: "desc" },
    take: page.take,
    select: eventFields,
  });
  return rows.map(toEvent);
}

export type EventState = { id: string; status: EventStatus; suggestionId: string | null };

/** Where events stand, of several workspaces at once. */
export async function readEventStates(
  tx: Transaction,
  events: { workspaceId: string; id: string }[],
): Promise<EventState[]> {
  if (events.length === 0) return [];
  const workspaceIds = events.map((event) => event.workspaceId);
  const ids = events.map((event) => event.id);
  return tx.$queryRaw<EventState[]>`
    SELECT e.id, e.status, e.suggestion_id AS "suggestionId"
    FROM unnest(${workspaceIds}::uuid[], ${ids}::uuid[]) AS watched(workspace_id, id)
    JOIN incoming_event e ON e.workspace_id = watched.workspace_id AND e.id = watched.id`;
}

/** Sets the status and tells the screens, in one statement; what is left out of `set` stays. */
export async function writeEventStatus(
  tx: Transaction,
  workspaceId: string,
  eventId: string,
  set: { status: EventStatus; reason: string | null; conversationId?: string; suggestionId?: string },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    WITH updated AS (
      UPDATE incoming_event SET status = ${set.status}, status_reason = ${set.reason},
        conversation_id = coalesce(${set.conversationId ?? null}::uuid, conversation_id),
        suggestion_id = coalesce(${set.suggestionId ?? null}::uuid, suggestion_id)
      WHERE workspace_id = ${workspaceId}::uuid AND id = ${eventId}::uuid
      RETURNING workspace_id, id)
    INSERT INTO change (workspace_id, topic, subject_id) SELECT workspace_id, 'event', id FROM updated`;
  return changed > 0;
}

/** Says why an event waits for an agent, if it still does. */
export async function writeWaitingReason(
  tx: Transaction,
  workspaceId: string,
  eventId: string,
  reason: string,
): Promise<void> {
  await tx.$executeRaw`
    WITH updated AS (
      UPDATE incoming_event SET status_reason = ${reason}
      WHERE workspace_id = ${workspaceId}::uuid AND id = ${eventId}::uuid AND status = 'awaiting_review'
      RETURNING workspace_id, id)
    INSERT INTO change (workspace_id, topic, subject_id) SELECT workspace_id, 'event', id FROM updated`;
}

export async function insertRun(
  tx: Transaction,
  run: {
    workspaceId: string;
    id: string;
    eventId: string;
    cause: "accepted" | "replay" | "rewrite";
    createdAt: Date;
  },
): Promise<void> {
  await tx.eventRun.create({ data: run });
}

export async function readRunCause(
  tx: Transaction,
  workspaceId: string,
  runId: string,
): Promise<string | undefined> {
  const run = await tx.eventRun.findUnique({
    where: { workspaceId_id: { workspaceId, id: runId } },
    select: { cause: true },
  });
  return run?.cause;
}

export async function pageOfRuns(
  tx: Transaction,
  workspaceId: string,
  page: Page,
): Promise<EventRunSummary[]> {
  return tx.$queryRaw<EventRunSummary[]>`
    SELECT r.id, r.event_id AS "eventId", e.type AS "eventType", r.cause, r.created_at AS "createdAt", s.step, s.status
    FROM event_run r JOIN incoming_event e ON e.workspace_id = r.workspace_id AND e.id = r.event_id
    LEFT JOIN LATERAL (
      SELECT step, status FROM event_step WHERE workspace_id = r.workspace_id AND run_id = r.id
      ORDER BY started_at DESC, id DESC LIMIT 1) s ON true
    WHERE r.workspace_id = ${workspaceId}::uuid AND (${page.beforeId ?? null}::uuid IS NULL OR r.id < ${page.beforeId ?? null}::uuid)
    ORDER BY r.id DESC LIMIT ${page.take}`;
}

/** When a run began: its event was accepted or replayed. */
export async function readRunStart(
  tx: Transaction,
  workspaceId: string,
  runId: string,
): Promise<Date | undefined> {
  const run = await tx.eventRun.findUnique({
    where: { workspaceId_id: { workspaceId, id: runId } },
    select: { createdAt: true },
  });
  return run?.createdAt;
}

type Attempt = { workspaceId: string; runId: string; step: string; attempt: number };

/** An attempt that is begun again after a crash takes over the row of the one that died. */
export async function writeStepStart(tx: Transaction, attempt: Attempt, startedAt: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO event_step (workspace_id, id, run_id, step, attempt, status, started_at)
    VALUES (${attempt.workspaceId}::uuid, ${newId()}::uuid, ${attempt.runId}::uuid, ${attempt.step}, ${attempt.attempt}, 'running', ${startedAt})
    ON CONFLICT (run_id, step, attempt)
    DO UPDATE SET status = 'running', started_at = excluded.started_at, duration_ms = NULL, error = NULL`;
}

export async function writeStepEnd(
  tx: Transaction,
  attempt: Attempt,
  end: { status: "ok" | "failed"; durationMs: number; error: string | null },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE event_step SET status = ${end.status}, duration_ms = ${end.durationMs}, error = ${end.error}
    WHERE workspace_id = ${attempt.workspaceId}::uuid AND run_id = ${attempt.runId}::uuid
      AND step = ${attempt.step} AND attempt = ${attempt.attempt}`;
}
