import type pg from "pg";
import { newId } from "../../server/platform/ids.ts";
import { cancelledBy, cancelMatchingRuns } from "./cancel-runs.ts";
import { holds } from "./expression.ts";
import type { EventBody } from "./protocol.ts";
import { gatesOf, idempotencyKeyOf, type RegisteredFunction } from "./register.ts";
import { endWaitingSteps, matchWaits } from "./resolve-waits.ts";
import { inTransaction, type Store } from "./store.ts";

export type NewRun = {
  id: string;
  functionId: string;
  eventId: string;
  gates: { gate: string; limit: number }[];
  idempotencyKey?: string;
  parent?: { runId: string; stepId: string };
};

/** A run of one function for one event. */
export function newRun(fn: RegisteredFunction, event: EventBody): NewRun {
  return { id: newId(), functionId: fn.id, eventId: event.id, gates: gatesOf(fn, event) };
}

/** The runs that events start by their triggers. Of one idempotency key only the first. */
export function triggeredRuns(functions: Iterable<RegisteredFunction>, events: EventBody[]): NewRun[] {
  const runs: NewRun[] = [];
  const seen = new Set<string>();
  for (const fn of functions)
    for (const event of events) {
      const fits = fn.events.some(
        ({ name, condition }) => name === event.name && (!condition || holds(condition, { event })),
      );
      if (!fits) continue;
      const idempotencyKey = idempotencyKeyOf(fn, event);
      if (idempotencyKey !== undefined && seen.has(`${fn.id} ${idempotencyKey}`)) continue;
      seen.add(`${fn.id} ${idempotencyKey}`);
      runs.push({ ...newRun(fn, event), idempotencyKey });
    }
  return runs;
}

/**
 * Stores events that are new and starts their runs, in one statement. With $1 it does nothing where something may be
 * waiting for, or cancelled by, one of them: that needs a transaction.
 */
const insertEvents = `
  WITH guard AS (
    SELECT $1::boolean AND (
      EXISTS (SELECT 1 FROM "engine"."step" WHERE "status" = 'waiting' AND "event_name" = ANY($3::text[]))
      OR EXISTS (SELECT 1 FROM "engine"."run" WHERE "status" = 'active' AND "function_id" = ANY($5::text[]))) AS needed),
  fresh AS (
    INSERT INTO "engine"."event" ("id", "name", "body")
    SELECT e.id, e.name, e.body::json FROM unnest($2::text[], $3::text[], $4::text[]) AS e(id, name, body), guard
    WHERE NOT guard.needed ON CONFLICT ("id") DO NOTHING RETURNING "id"),
  wanted AS (
    SELECT r.* FROM unnest($6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::uuid[], $13::text[],
      $14::text[]) AS r(id, function_id, event_id, key, gates, limits, parent_run_id, parent_step_id, scope)
    JOIN fresh ON fresh."id" = r.event_id),
  once AS (
    INSERT INTO "engine"."idempotency" AS i ("function_id", "key", "expires_at")
    SELECT function_id, key, now() + interval '24 hours' FROM wanted WHERE key IS NOT NULL
    ON CONFLICT ("function_id", "key") DO UPDATE SET "expires_at" = excluded."expires_at" WHERE i."expires_at" <= now()
    RETURNING "function_id", "key"),
  started AS (
    INSERT INTO "engine"."run" ("id", "function_id", "event_id", "gates", "gate_limits", "parent_run_id", "parent_step_id",
      "scope")
    SELECT id, function_id, event_id, gates::text[], limits::integer[], parent_run_id, parent_step_id, scope
    FROM wanted w WHERE key IS NULL OR EXISTS (SELECT 1 FROM once o WHERE o."function_id" = w.function_id AND o."key" = w.key))
  SELECT guard.needed, ARRAY(SELECT "id" FROM fresh) AS fresh FROM guard`;

async function insert(
  db: pg.Pool | pg.ClientBase,
  store: Store,
  guarded: boolean,
  events: EventBody[],
  runs: NewRun[],
): Promise<{ needed: boolean; fresh: string[] }> {
  const scopes = new Map(events.map((event) => [event.id, store.scopeOf?.(event)]));
  const { rows } = await db.query(store.sql(insertEvents), [
    guarded,
    events.map((event) => event.id),
    events.map((event) => event.name),
    events.map((event) => JSON.stringify(event)),
    cancelledBy(store.functions, events),
    runs.map((run) => run.id),
    runs.map((run) => run.functionId),
    runs.map((run) => run.eventId),
    runs.map((run) => run.idempotencyKey ?? null),
    runs.map((run) => `{${run.gates.map(({ gate }) => gate).join(",")}}`),
    runs.map((run) => `{${run.gates.map(({ limit }) => limit).join(",")}}`),
    runs.map((run) => run.parent?.runId ?? null),
    runs.map((run) => run.parent?.stepId ?? null),
    runs.map((run) => scopes.get(run.eventId) ?? null),
  ]);
  return rows[0];
}

/**
 * Stores events, starts the runs they trigger, ends the waits and cancels the runs they match; all of it is committed
 * when this returns. An event whose id was seen changes nothing.
 */
export async function acceptEvents(store: Store, events: EventBody[]): Promise<void> {
  const runs = triggeredRuns(store.functions.values(), events);
  const { needed } = await insert(store.pool, store, true, events, runs);
  if (needed) await inTransaction(store.pool, (tx) => acceptIn(tx, store, events, runs));
}

/** The same within a transaction, with the runs given. */
export async function acceptIn(
  tx: pg.ClientBase,
  store: Store,
  events: EventBody[],
  runs: NewRun[] = triggeredRuns(store.functions.values(), events),
): Promise<void> {
  const ids = new Set((await insert(tx, store, false, events, runs)).fresh);
  const fresh = events.filter((event) => ids.has(event.id));
  if (fresh.length === 0) return;
  await endWaitingSteps(tx, store.sql, await matchWaits(tx, store.sql, fresh));
  const cancelled = await cancelMatchingRuns(tx, store, fresh);
  if (cancelled.length > 0) await acceptIn(tx, store, cancelled);
}
