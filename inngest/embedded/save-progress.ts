import type pg from "pg";
import { acceptIn, newRun } from "./accept-events.ts";
import type { LeasedRun, StepStatus } from "./lease-runs.ts";
import { endedEvent, invokedEvent } from "./own-events.ts";
import type { ErrorBody } from "./protocol.ts";
import type { RegisteredFunction } from "./register.ts";
import { endWaitingSteps } from "./resolve-waits.ts";
import type { Moment } from "./schedule.ts";
import { inTransaction, type Store } from "./store.ts";

/** A step as it is written: ended, or what it waits for. */
export type StepRow = {
  id: string;
  op: string;
  name: string;
  status: StepStatus;
  attempt: number;
  tookMs: number;
  due?: Moment;
  eventName?: string;
  expression?: string;
  matchPath?: string | null;
  matchValue?: string | null;
  /** JSON */
  output?: string;
  error?: ErrorBody;
  /** The run that this step waits for, to be started with it. */
  invoke?: { fn: RegisteredFunction; payload: Record<string, unknown> };
};

/** A try that failed. Without a step it is the function itself that failed. */
export type FailedAttempt = {
  number: number;
  stepId: string | null;
  stepName: string | null;
  tookMs: number;
  error: ErrorBody;
};

export type Progress = {
  steps: StepRow[];
  failures: FailedAttempt[];
  /** Failed tries of the call that comes next. */
  attempt: number;
  /** Hands the run back: due after so many milliseconds, or (null) when something wakes it. */
  release: { dueInMs: number | null } | undefined;
};

/** Every write of an activation is fenced: it counts only while the lease's token is still in the run. */
const saved = `
  held AS (
    UPDATE "engine"."run" SET "attempt" = $3, "lost" = CASE WHEN $4 THEN 0 ELSE "lost" END,
      "lease_token" = CASE WHEN $5 THEN NULL ELSE "lease_token" END,
      "lease_until" = CASE WHEN $5 THEN NULL ELSE "lease_until" END,
      "due_at" = CASE WHEN NOT $5 THEN "due_at" WHEN "wakes" <> $6 THEN now() ELSE now() + $7::float8 * interval '1 millisecond' END
    WHERE "id" = $1 AND "lease_token" = $2 AND "status" = 'active' RETURNING "id"),
  steps AS (
    INSERT INTO "engine"."step" AS s ("run_id", "id", "op", "name", "status", "attempt", "due_at", "event_name", "expression",
      "match_path", "match_value", "output", "error", "started_at", "ended_at", "ended_order")
    SELECT held."id", n.id, n.op, n.name, n.status, n.attempt, coalesce(n.due_at, now() + n.due_after_ms * interval '1 millisecond'),
      n.event_name, n.expression, n.match_path, n.match_value, n.output::json, n.error::json, now() - n.took_ms * interval '1 millisecond',
      CASE WHEN n.status IN ('completed', 'failed') THEN now() END,
      CASE WHEN n.status IN ('completed', 'failed') THEN nextval('"engine"."step_ended"') END
    FROM held, unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::integer[], $13::timestamptz[], $14::float8[],
      $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::float8[])
      AS n(id, op, name, status, attempt, due_at, due_after_ms, event_name, expression, match_path, match_value, output, error, took_ms)
    ON CONFLICT ("run_id", "id") DO UPDATE SET "op" = excluded."op", "status" = excluded."status", "attempt" = excluded."attempt",
      "due_at" = excluded."due_at", "output" = excluded."output", "error" = excluded."error", "started_at" = excluded."started_at",
      "ended_at" = excluded."ended_at", "ended_order" = excluded."ended_order"
    WHERE s."status" = 'retrying')`;

/** Tries that failed are written with whatever else is written then. */
const failures = (first: number) => `
  failures AS (
    INSERT INTO "engine"."attempt" ("run_id", "number", "step_id", "step_name", "started_at", "error")
    SELECT held."id", f.number, f.step_id, f.step_name, now() - f.took_ms * interval '1 millisecond', f.error::json
    FROM held, unnest($${first}::integer[], $${first + 1}::text[], $${first + 2}::text[], $${first + 3}::float8[], $${first + 4}::text[])
      AS f(number, step_id, step_name, took_ms, error))`;

function failureValues(rows: FailedAttempt[]): unknown[] {
  return [
    rows.map((row) => row.number),
    rows.map((row) => row.stepId),
    rows.map((row) => row.stepName),
    rows.map((row) => row.tookMs),
    rows.map((row) => JSON.stringify(row.error)),
  ];
}

/**
 * Commits what an activation came to: ended and waiting steps, failed tries, and the hand-back if it is one.
 * @returns false when the lease is lost and nothing was written
 */
export async function saveProgress(store: Store, run: LeasedRun, progress: Progress): Promise<boolean> {
  const { steps, release } = progress;
  const progressed = steps.some((step) => step.status === "completed" || step.status === "failed");
  const text = store.sql(`WITH ${saved}, ${failures(22)} SELECT count(*)::int AS held FROM held`);
  const values = [
    run.id,
    run.token,
    progress.attempt,
    progressed,
    release !== undefined,
    run.wakes,
    release?.dueInMs ?? null,
    steps.map((step) => step.id),
    steps.map((step) => step.op),
    steps.map((step) => step.name),
    steps.map((step) => step.status),
    steps.map((step) => step.attempt),
    steps.map((step) => (step.due && "at" in step.due ? step.due.at.toISOString() : null)),
    steps.map((step) => (step.due && "afterMs" in step.due ? step.due.afterMs : null)),
    steps.map((step) => step.eventName ?? null),
    steps.map((step) => step.expression ?? null),
    steps.map((step) => step.matchPath ?? null),
    steps.map((step) => step.matchValue ?? null),
    steps.map((step) => step.output ?? null),
    steps.map((step) => (step.error ? JSON.stringify(step.error) : null)),
    steps.map((step) => step.tookMs),
    ...failureValues(progress.failures),
  ];
  const write = async (db: pg.Pool | pg.ClientBase) =>
    (await db.query<{ held: number }>(text, values)).rows[0]?.held === 1;

  const invocations = steps.flatMap((step) => (step.invoke ? [{ stepId: step.id, ...step.invoke }] : []));
  if (invocations.length === 0) return write(store.pool);
  return inTransaction(store.pool, async (tx) => {
    if (!(await write(tx))) return false;
    for (const { stepId, fn, payload } of invocations) {
      const event = invokedEvent(payload);
      await acceptIn(tx, store, [event], [{ ...newRun(fn, event), parent: { runId: run.id, stepId } }]);
    }
    return true;
  });
}

/** How a run ends by itself. */
export type RunEnd = { output: string } | { error: ErrorBody };

const ended = `
  held AS (
    UPDATE "engine"."run" SET "status" = CASE WHEN $4::text IS NULL THEN 'completed' ELSE 'failed' END, "output" = $3::json,
      "error" = $4::json, "ended_at" = now(), "due_at" = NULL, "lease_token" = NULL, "lease_until" = NULL
    WHERE "id" = $1 AND "lease_token" = $2 AND "status" = 'active' RETURNING "id")`;

/**
 * Commits the end of a run; with it the invoke step that waits for it, and for a failure `inngest/function.failed` and
 * whatever that starts.
 * @returns false when the lease is lost and nothing was written
 */
export async function endRun(
  store: Store,
  run: LeasedRun,
  end: RunEnd,
  failed: FailedAttempt[],
): Promise<boolean> {
  const error = "error" in end ? end.error : undefined;
  const output = "output" in end ? end.output : null;
  const text = store.sql(`WITH ${ended}, ${failures(5)} SELECT count(*)::int AS held FROM held`);
  const values = [run.id, run.token, output, error ? JSON.stringify(error) : null, ...failureValues(failed)];
  const write = async (db: pg.Pool | pg.ClientBase) =>
    (await db.query<{ held: number }>(text, values)).rows[0]?.held === 1;

  if (!error && !run.parent) return write(store.pool);
  return inTransaction(store.pool, async (tx) => {
    if (!(await write(tx))) return false;
    if (run.parent)
      await endWaitingSteps(tx, store.sql, [
        { ...run.parent, output: output === null ? null : JSON.parse(output), error },
      ]);
    if (error) await acceptIn(tx, store, [endedEvent("inngest/function.failed", run, error)]);
    return true;
  });
}
