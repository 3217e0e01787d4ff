import type pg from "pg";
import { claimFreely, claimWithinLimits } from "./claim-queries.ts";
import type { ErrorBody, EventBody } from "./protocol.ts";
import { inTransaction } from "./store.ts";
import type { Sql } from "./tables.ts";

/**
 * The queue: the run table itself, leased with FOR UPDATE SKIP LOCKED.
 *
 * Why not pg-boss 12 underneath: its heartbeat cannot be set below 10 s and is only looked at by a supervisor's interval,
 * so a dead process's work could not be taken over within 10 s; and keeping the run and its job in step takes 9 statements an
 * activation against 3 here (measured: 5.5–6.4 ms against 1.9 ms on PGlite, 4.0 against 1.4 ms on PostgreSQL 15).
 */

/** A live process renews every 2 s; a dead one's work is claimed within the rest of its 6 s and the 2 s poll. */
export const leaseMs = 6000;
export const renewMs = 2000;
export const pollMs = 2000;

export type StepStatus = "retrying" | "waiting" | "completed" | "failed";

export type StepState = {
  id: string;
  op: string;
  status: StepStatus;
  attempt: number;
  /** Milliseconds from the reading until it is due; null when only an event ends it. */
  dueInMs: number | null;
  output: unknown;
  error: ErrorBody | null;
};

/** A leased run with everything an activation needs. */
export type LeasedRun = {
  id: string;
  token: string;
  functionId: string;
  event: EventBody;
  attempt: number;
  lost: number;
  wakes: number;
  /** When it was created, by performance.now() of this process. */
  createdAt: number;
  /** The invoke step that waits for this run. */
  parent: { runId: string; stepId: string } | undefined;
  /** Ended steps first, in the order they ended. */
  steps: StepState[];
};

const lease = `
  leased AS (
    UPDATE "engine"."run" SET "lease_token" = $1::uuid, "lease_until" = now() + $2 * interval '1 millisecond',
      "started_at" = coalesce("started_at", now()), "lost" = "lost" + ("lease_token" IS NOT NULL)::int
    FROM due WHERE "run"."id" = due."id" RETURNING "run".*)`;

const holdLease = `
  leased AS (
    SELECT * FROM "engine"."run" WHERE "id" = $2 AND "lease_token" = $1::uuid AND "status" = 'active' FOR UPDATE)`;

/** Ends the waits whose time has come, and reads the leased runs with their steps. */
const expireAndRead = `
  expired AS (
    UPDATE "engine"."step" s SET
      "status" = CASE s."op" WHEN 'InvokeFunction' THEN 'failed' ELSE 'completed' END,
      "output" = 'null',
      "error" = CASE s."op" WHEN 'InvokeFunction' THEN
        '{"name":"InngestInvokeTimeoutError","message":"The invoked function did not end in time."}'::json END,
      "ended_at" = now(), "ended_order" = nextval('"engine"."step_ended"')
    FROM leased WHERE s."run_id" = leased."id" AND s."status" = 'waiting' AND s."due_at" <= now()
    RETURNING s."run_id", s."id", s."status", s."error", s."ended_order"),
  next AS (
    SELECT extract(epoch FROM min("due_at") - now()) * 1000 AS due_in_ms
    FROM "engine"."run" WHERE "due_at" > now())
  SELECT next.due_in_ms::float8 AS next_due_in_ms, leased."id", leased."lease_token", leased."function_id", leased."attempt",
    leased."lost", leased."wakes", extract(epoch FROM now() - leased."created_at")::float8 * 1000 AS age_ms, leased."parent_run_id", leased."parent_step_id", event."body",
    (SELECT json_agg(json_build_object('id', s."id", 'op', s."op", 'attempt', s."attempt",
        'status', coalesce(x."status", s."status"), 'dueInMs', extract(epoch FROM s."due_at" - now()) * 1000,
        'output', s."output", 'error', coalesce(x."error", s."error"))
        ORDER BY coalesce(x."ended_order", s."ended_order") NULLS LAST)
      FROM "engine"."step" s LEFT JOIN expired x ON x."run_id" = s."run_id" AND x."id" = s."id"
      WHERE s."run_id" = leased."id") AS steps
  FROM next LEFT JOIN leased ON true LEFT JOIN "engine"."event" event ON event."id" = leased."event_id"`;

type Row = {
  next_due_in_ms: number | null;
  id: string | null;
  lease_token: string;
  function_id: string;
  attempt: number;
  lost: number;
  wakes: number;
  age_ms: number;
  parent_run_id: string | null;
  parent_step_id: string | null;
  body: EventBody;
  steps: StepState[] | null;
};

function toLeasedRuns(rows: Row[]): LeasedRun[] {
  return rows
    .filter((row) => row.id !== null)
    .map((row) => ({
      id: row.id as string,
      token: row.lease_token,
      functionId: row.function_id,
      event: row.body,
      attempt: row.attempt,
      lost: row.lost,
      wakes: row.wakes,
      createdAt: performance.now() - row.age_ms,
      parent:
        row.parent_run_id && row.parent_step_id
          ? { runId: row.parent_run_id, stepId: row.parent_step_id }
          : undefined,
      steps: row.steps ?? [],
    }));
}

/**
 * Leases up to `limit` due runs of the given functions under `token`, the longest due first.
 * @returns the runs, and how long until the next one is due (milliseconds; undefined when none is)
 */
export async function leaseRuns(
  pool: pg.Pool,
  sql: Sql,
  options: {
    token: string;
    limit: number;
    functionIds: string[];
    /** Runs that this process holds already. */
    held: string[];
    /** Whether any function has a concurrency limit, and whether claims of other processes must be kept out meanwhile. */
    limited: boolean;
    exclusive: boolean;
  },
): Promise<{ runs: LeasedRun[]; nextDueInMs: number | undefined }> {
  const text = sql(`WITH ${options.limited ? claimWithinLimits : claimFreely}, ${lease}, ${expireAndRead}`);
  const values = [options.token, leaseMs, options.limit, options.functionIds, options.held];
  const { rows } =
    options.limited && options.exclusive
      ? await inTransaction(pool, async (tx) => {
          await tx.query(sql(`SELECT 1 FROM "engine"."claim_lock" FOR UPDATE`));
          return tx.query<Row>(text, values);
        })
      : await pool.query<Row>(text, values);
  return { runs: toLeasedRuns(rows), nextDueInMs: rows[0]?.next_due_in_ms ?? undefined };
}

/** Reads a leased run again, ending the waits that are due; undefined when the lease is lost. */
export async function readLeasedRun(
  pool: pg.Pool,
  sql: Sql,
  run: { id: string; token: string },
): Promise<LeasedRun | undefined> {
  const { rows } = await pool.query<Row>(sql(`WITH ${holdLease}, ${expireAndRead}`), [run.token, run.id]);
  return toLeasedRuns(rows)[0];
}

/** Several runs are locked in one order everywhere, so that nobody deadlocks. */
const lockHeld = `
  locked AS (
    SELECT r."id" FROM "engine"."run" r JOIN unnest($1::uuid[], $2::uuid[]) AS held(id, token)
      ON r."id" = held.id AND r."lease_token" = held.token
    WHERE r."status" = 'active' ORDER BY r."id" FOR UPDATE OF r)`;

/** Prolongs leases; what is missing from the answer is no longer ours. Gives each run's count of wakes. */
export async function renewLeases(
  pool: pg.Pool,
  sql: Sql,
  runs: { id: string; token: string }[],
): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; wakes: number }>(
    sql(`
      WITH ${lockHeld}
      UPDATE "engine"."run" r SET "lease_until" = now() + $3 * interval '1 millisecond'
      FROM locked WHERE r."id" = locked."id" RETURNING r."id", r."wakes"`),
    [runs.map((run) => run.id), runs.map((run) => run.token), leaseMs],
  );
  return new Map(rows.map((row) => [row.id, row.wakes]));
}

/** Gives runs back as they are, to be taken up at once by whoever can. */
export async function handBackRuns(
  pool: pg.Pool,
  sql: Sql,
  runs: { id: string; token: string }[],
): Promise<void> {
  await pool.query(
    sql(`
      WITH ${lockHeld}
      UPDATE "engine"."run" r SET "lease_token" = NULL, "lease_until" = NULL, "due_at" = now(), "wakes" = "wakes" + 1
      FROM locked WHERE r."id" = locked."id"`),
    [runs.map((run) => run.id), runs.map((run) => run.token)],
  );
}

/** Ends every lease at once: for the one process of an embedded database, whose predecessor is dead. */
export async function dropLeases(pool: pg.Pool, sql: Sql): Promise<void> {
  await pool.query(
    sql(
      `UPDATE "engine"."run" SET "lease_until" = now() WHERE "status" = 'active' AND "lease_token" IS NOT NULL`,
    ),
  );
}
