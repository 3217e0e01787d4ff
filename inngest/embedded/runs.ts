import { acceptIn, newRun } from "./accept-events.ts";
import { cancelRuns } from "./cancel-runs.ts";
import type { StepStatus } from "./lease-runs.ts";
import type { ErrorBody, EventBody } from "./protocol.ts";
import { inTransaction, type Store } from "./store.ts";

/** "queued", "running" and "waiting" are the states of a run that has not ended. */
export type RunStatus = "queued" | "running" | "waiting" | "completed" | "failed" | "cancelled";

export type RunSummary = {
  id: string;
  functionId: string;
  functionName: string;
  status: RunStatus;
  eventName: string;
  createdAt: Date;
  /** When a process first took it up. */
  startedAt: Date | null;
  endedAt: Date | null;
  rerunOf: string | null;
};

export type RunDetail = RunSummary & {
  event: EventBody;
  output: unknown;
  error: ErrorBody | null;
  steps: {
    id: string;
    op: string;
    name: string;
    status: StepStatus;
    startedAt: Date;
    endedAt: Date | null;
    dueAt: Date | null;
    output: unknown;
    error: ErrorBody | null;
  }[];
  /** Tries that failed, oldest first. */
  attempts: {
    number: number;
    stepId: string | null;
    stepName: string | null;
    startedAt: Date;
    endedAt: Date;
    error: ErrorBody;
  }[];
};

export type Runs = {
  /** Newest first; `cursor` is the id of the last one seen. */
  list(query: {
    status?: RunStatus;
    functionId?: string;
    cursor?: string;
    limit?: number;
  }): Promise<RunSummary[]>;
  get(id: string): Promise<RunDetail | undefined>;
  /** Runs the function again for the same event; the new run's id. Undefined when the run or its function is gone. */
  rerun(id: string): Promise<string | undefined>;
  /** Whether it was still to be cancelled. */
  cancel(id: string): Promise<boolean>;
  counts(): Promise<Record<RunStatus, number>>;
  metrics(): Promise<{
    /** Runs that are due and that nobody has taken up yet. */
    queueDepth: number;
    /** Seconds the oldest of them has been due. */
    oldestAgeSeconds: number;
    running: number;
    waiting: number;
    failed: number;
  }>;
};

const status = `
  CASE WHEN r."status" <> 'active' THEN r."status" WHEN r."lease_until" > now() THEN 'running'
    WHEN r."due_at" <= now() THEN 'queued' ELSE 'waiting' END`;

const summary = `
  r."id", r."function_id" AS "functionId", ${status} AS "status", e."name" AS "eventName", r."created_at" AS "createdAt",
  r."started_at" AS "startedAt", r."ended_at" AS "endedAt", r."rerun_of" AS "rerunOf"`;

/** What the Runs screen and the metrics read, and the two things an operator does to a run. */
export function createRuns(store: Store): Runs {
  const { pool, sql } = store;
  const named = <Row extends { functionId: string }>(row: Row) => ({
    ...row,
    functionName: store.functions.get(row.functionId)?.name ?? row.functionId,
  });

  async function counts(): Promise<Record<RunStatus, number>> {
    const { rows } = await pool.query<{ status: RunStatus; n: number }>(
      sql(`SELECT ${status} AS status, count(*)::int AS n FROM "engine"."run" r GROUP BY 1`),
    );
    const none = { queued: 0, running: 0, waiting: 0, completed: 0, failed: 0, cancelled: 0 };
    return { ...none, ...Object.fromEntries(rows.map((row) => [row.status, row.n])) };
  }

  return {
    async list({ status: wanted, functionId, cursor, limit = 50 }) {
      const { rows } = await pool.query(
        sql(`
          SELECT ${summary} FROM "engine"."run" r JOIN "engine"."event" e ON e."id" = r."event_id"
          WHERE ($1::text IS NULL OR ${status} = $1) AND ($2::text IS NULL OR r."function_id" = $2)
            AND ($3::uuid IS NULL OR r."id" < $3)
          ORDER BY r."id" DESC LIMIT $4`),
        [wanted ?? null, functionId ?? null, cursor ?? null, Math.min(limit, 100)],
      );
      return rows.map(named);
    },

    async get(id) {
      const { rows } = await pool.query(
        sql(`
          SELECT ${summary}, e."body" AS "event", r."output", r."error"
          FROM "engine"."run" r JOIN "engine"."event" e ON e."id" = r."event_id" WHERE r."id" = $1`),
        [id],
      );
      if (!rows[0]) return undefined;
      const { rows: steps } = await pool.query(
        sql(`
          SELECT "id", "op", "name", "status", "started_at" AS "startedAt", "ended_at" AS "endedAt", "due_at" AS "dueAt",
            "output", "error"
          FROM "engine"."step" WHERE "run_id" = $1 ORDER BY "started_at", "ended_order"`),
        [id],
      );
      const { rows: attempts } = await pool.query(
        sql(`
          SELECT "number", "step_id" AS "stepId", "step_name" AS "stepName", "started_at" AS "startedAt",
            "ended_at" AS "endedAt", "error"
          FROM "engine"."attempt" WHERE "run_id" = $1 ORDER BY "started_at"`),
        [id],
      );
      return { ...named(rows[0]), steps, attempts };
    },

    async rerun(id) {
      const { rows } = await pool.query<{ function_id: string; body: EventBody }>(
        sql(`
          SELECT r."function_id", e."body" FROM "engine"."run" r JOIN "engine"."event" e ON e."id" = r."event_id"
          WHERE r."id" = $1`),
        [id],
      );
      const fn = store.functions.get(rows[0]?.function_id ?? "");
      if (!rows[0] || !fn) return undefined;
      const { id: runId, gates } = newRun(fn, rows[0].body);
      await pool.query(
        sql(`
          INSERT INTO "engine"."run" ("id", "function_id", "event_id", "gates", "gate_limits", "rerun_of")
          SELECT $2, "function_id", "event_id", $3, $4, "id" FROM "engine"."run" WHERE "id" = $1`),
        [id, runId, gates.map(({ gate }) => gate), gates.map(({ limit }) => limit)],
      );
      return runId;
    },

    async cancel(id) {
      return inTransaction(pool, async (tx) => {
        const events = await cancelRuns(tx, store, [id]);
        if (events.length > 0) await acceptIn(tx, store, events);
        return events.length > 0;
      });
    },

    counts,

    async metrics() {
      const { rows } = await pool.query<{ age: number | null }>(
        sql(`
          SELECT extract(epoch FROM now() - min("due_at"))::float8 AS age FROM "engine"."run"
          WHERE "status" = 'active' AND "due_at" <= now() AND ("lease_until" IS NULL OR "lease_until" <= now())`),
      );
      const { queued, running, waiting, failed } = await counts();
      return { queueDepth: queued, oldestAgeSeconds: rows[0]?.age ?? 0, running, waiting, failed };
    },
  };
}
