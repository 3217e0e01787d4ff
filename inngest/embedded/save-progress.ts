import type pg from "pg";
import { acceptIn, newRun } from "./accept-events.ts";
import type { LeasedRun, StepStatus } from "./lease-runs.ts";
import { endedEvent, invokedEvent } from "./own-events.ts";
import type { ErrorBody } from "./protocol.ts";
import type { RegisteredFunction } from "./register.ts";
import { endWaitingSteps } from "./resolve-waits.ts";
import type { Moment } from "./schedule.ts";
import { inTransaction, type Store } from "./store.ts";
import type { Sql } from "./tables.ts";
import { createBatchWriter } from "./write-batches.ts";

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

/** How a run ends by itself; the output is JSON. */
export type RunEnd = { output: string } | { error: ErrorBody };

/** What an activation came to since it last wrote. */
export type Progress = {
  steps: StepRow[];
  failures: FailedAttempt[];
  /** Failed tries of the call that comes next. */
  attempt: number;
  /** Hands the run back: due after so many milliseconds, or (null) when something wakes it. */
  release?: { dueInMs: number | null };
  end?: RunEnd;
};

type Write = { run: LeasedRun; progress: Progress };

/** Every write is fenced: it counts only while the lease's token is still in the run. Rows are locked in one order. */
const writeProgress = `
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::boolean[], $5::boolean[], $6::float8[], $7::integer[], $8::text[],
      $9::text[], $10::text[]) AS g(id, token, attempt, progressed, released, due_in_ms, wakes, ended, output, error)),
  locked AS (
    SELECT given.* FROM "engine"."run" r JOIN given ON r."id" = given.id AND r."lease_token" = given.token
    WHERE r."status" = 'active' ORDER BY r."id" FOR UPDATE OF r),
  held AS (
    UPDATE "engine"."run" r SET "attempt" = l.attempt, "lost" = CASE WHEN l.progressed THEN 0 ELSE r."lost" END,
      "status" = coalesce(l.ended, r."status"), "output" = l.output::json, "error" = l.error::json,
      "ended_at" = CASE WHEN l.ended IS NOT NULL THEN now() END,
      "lease_token" = CASE WHEN l.released THEN NULL ELSE r."lease_token" END,
      "lease_until" = CASE WHEN l.released THEN NULL ELSE r."lease_until" END,
      "due_at" = CASE WHEN l.ended IS NOT NULL THEN NULL WHEN NOT l.released THEN r."due_at" WHEN r."wakes" <> l.wakes THEN now()
        ELSE now() + l.due_in_ms * interval '1 millisecond' END
    FROM locked l WHERE r."id" = l.id RETURNING r."id"),
  steps AS (
    INSERT INTO "engine"."step" AS s ("run_id", "id", "op", "name", "status", "attempt", "due_at", "event_name", "expression",
      "match_path", "match_value", "output", "error", "started_at", "ended_at", "ended_order")
    SELECT held."id", n.id, n.op, n.name, n.status, n.attempt, coalesce(n.due_at, now() + n.due_after_ms * interval '1 millisecond'),
      n.event_name, n.expression, n.match_path, n.match_value, n.output::json, n.error::json,
      now() - n.took_ms * interval '1 millisecond',
      CASE WHEN n.status IN ('completed', 'failed') THEN now() END,
      CASE WHEN n.status IN ('completed', 'failed') THEN nextval('"engine"."step_ended"') END
    FROM unnest($11::uuid[], $12::text[], $13::text[], $14::text[], $15::text[], $16::integer[], $17::timestamptz[], $18::float8[],
      $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::float8[])
      AS n(run_id, id, op, name, status, attempt, due_at, due_after_ms, event_name, expression, match_path, match_value, output,
        error, took_ms)
    JOIN held ON held."id" = n.run_id
    ON CONFLICT ("run_id", "id") DO UPDATE SET "op" = excluded."op", "name" = excluded."name", "status" = excluded."status",
      "attempt" = excluded."attempt", "due_at" = excluded."due_at", "output" = excluded."output", "error" = excluded."error",
      "started_at" = excluded."started_at", "ended_at" = excluded."ended_at", "ended_order" = excluded."ended_order"
    WHERE s."status" = 'retrying'),
  failures AS (
    INSERT INTO "engine"."attempt" ("run_id", "number", "step_id", "step_name", "started_at", "error")
    SELECT held."id", f.number, f.step_id, f.step_name, now() - f.took_ms * interval '1 millisecond', f.error::json
    FROM unnest($26::uuid[], $27::integer[], $28::text[], $29::text[], $30::float8[], $31::text[])
      AS f(run_id, number, step_id, step_name, took_ms, error) JOIN held ON held."id" = f.run_id)
  SELECT "id" FROM held`;

/** One array a column, from rows. */
function columns<Row>(rows: Row[], ...readers: ((row: Row) => unknown)[]): unknown[][] {
  return readers.map((read) => rows.map((row) => read(row) ?? null));
}

const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
const isEnded = (step: StepRow) => step.status === "completed" || step.status === "failed";

/** Writes the progress of several runs in one statement; of each, whether its lease held. */
async function write(db: pg.Pool | pg.ClientBase, sql: Sql, writes: Write[]): Promise<boolean[]> {
  const { rows } = await db.query<{ id: string }>(sql(writeProgress), [
    ...columns<Write>(
      writes,
      ({ run }) => run.id,
      ({ run }) => run.token,
      ({ progress }) => progress.attempt,
      ({ progress }) => progress.steps.some(isEnded),
      ({ progress }) => progress.release !== undefined || progress.end !== undefined,
      ({ progress }) => progress.release?.dueInMs,
      ({ run }) => run.wakes,
      ({ progress: { end } }) => end && ("error" in end ? "failed" : "completed"),
      ({ progress: { end } }) => (end && "output" in end ? end.output : null),
      ({ progress: { end } }) => (end && "error" in end ? json(end.error) : null),
    ),
    ...columns(
      writes.flatMap(({ run, progress }) => progress.steps.map((step) => ({ ...step, runId: run.id }))),
      (step) => step.runId,
      (step) => step.id,
      (step) => step.op,
      (step) => step.name,
      (step) => step.status,
      (step) => step.attempt,
      ({ due }) => (due && "at" in due ? due.at.toISOString() : null),
      ({ due }) => (due && "afterMs" in due ? due.afterMs : null),
      (step) => step.eventName,
      (step) => step.expression,
      (step) => step.matchPath,
      (step) => step.matchValue,
      (step) => step.output,
      (step) => json(step.error),
      (step) => step.tookMs,
    ),
    ...columns(
      writes.flatMap(({ run, progress }) => progress.failures.map((row) => ({ ...row, runId: run.id }))),
      (row) => row.runId,
      (row) => row.number,
      (row) => row.stepId,
      (row) => row.stepName,
      (row) => row.tookMs,
      (row) => json(row.error),
    ),
  ]);
  const held = new Set(rows.map((row) => row.id));
  return writes.map(({ run }) => held.has(run.id));
}

/** Commits what an activation came to; false when the lease is lost and nothing was written. */
export type SaveProgress = (run: LeasedRun, progress: Progress) => Promise<boolean>;

/**
 * The writer of all activations of a process. What comes up together is written in one statement; with an invocation, a
 * failure or an invoked run's end more rows are concerned, in a transaction of its own.
 */
export function createProgressWriter(store: Store): SaveProgress {
  const inBatch = createBatchWriter<Write, boolean>((writes) => write(store.pool, store.sql, writes));

  return (run, progress) => {
    const { steps, end } = progress;
    const invocations = steps.flatMap((step) => (step.invoke ? [{ stepId: step.id, ...step.invoke }] : []));
    const error = end && "error" in end ? end.error : undefined;
    if (invocations.length === 0 && !error && !(end && run.parent)) return inBatch({ run, progress });

    return inTransaction(store.pool, async (tx) => {
      const [held] = await write(tx, store.sql, [{ run, progress }]);
      if (!held) return false;
      for (const { stepId, fn, payload } of invocations) {
        const event = invokedEvent(payload);
        await acceptIn(tx, store, [event], [{ ...newRun(fn, event), parent: { runId: run.id, stepId } }]);
      }
      if (end && run.parent) {
        const output = "output" in end ? JSON.parse(end.output) : null;
        await endWaitingSteps(tx, store.sql, [{ ...run.parent, output, error }]);
      }
      // inngest/function.failed, and whatever that starts.
      if (error) await acceptIn(tx, store, [endedEvent("inngest/function.failed", run, error)]);
      return true;
    });
  };
}
