import type { RunCounts, RunStatus, Runs } from "../../server/platform/durable-runs.ts";
import { newId } from "../../server/platform/ids.ts";
import { acceptIn, newRun } from "./accept-events.ts";
import { cancelRuns } from "./cancel-runs.ts";
import type { EventBody } from "./protocol.ts";
import { inTransaction, type Store } from "./store.ts";

const mostCounted = 1000;

/** Of an active run only; the others' is their column's. */
const activeStatus = `CASE WHEN r."lease_until" > now() THEN 'running' WHEN r."due_at" <= now() THEN 'queued' ELSE 'waiting' END`;
const status = `CASE WHEN r."status" = 'active' THEN ${activeStatus} ELSE r."status" END`;

/** Written so that each status finds its index: those of `active` runs, of failed and cancelled ones, of all. */
const hasStatus = (wanted: RunStatus) =>
  wanted === "queued" || wanted === "running" || wanted === "waiting"
    ? `r."status" = 'active' AND ${activeStatus} = '${wanted}'`
    : `r."status" = '${wanted}'`;

const summary = `
  r."id", r."function_id" AS "functionId", ${status} AS "status", e."name" AS "eventName", r."created_at" AS "createdAt",
  r."started_at" AS "startedAt", r."ended_at" AS "endedAt", r."rerun_of" AS "rerunOf", r."settled_at" AS "settledAt"`;
const fromRun = `FROM "engine"."run" r JOIN "engine"."event" e ON e."id" = r."event_id"`;
const inScope = (parameter: string) => `(${parameter}::text IS NULL OR r."scope" = ${parameter})`;

/** What the Runs screen and the metrics read, and what an operator does to a run. */
export function createRuns(store: Store): Runs {
  const { pool, sql, functions } = store;
  const named = <Row extends { functionId: string }>(row: Row) => ({
    ...row,
    functionName: functions.get(row.functionId)?.name ?? row.functionId,
  });

  async function counts(scope?: string): Promise<RunCounts> {
    const ended = (["completed", "failed", "cancelled"] as const).map(
      (one) => `
        SELECT '${one}', count(*)::int FROM (
          SELECT 1 FROM "engine"."run" r WHERE ${hasStatus(one)} AND ${inScope("$1")} LIMIT ${mostCounted}) x`,
    );
    const { rows } = await pool.query<{ status: keyof RunCounts; n: number }>(
      sql(`
        SELECT ${activeStatus} AS status, count(*)::int AS n FROM "engine"."run" r
        WHERE r."status" = 'active' AND ${inScope("$1")} GROUP BY 1
        UNION ALL ${ended.join(" UNION ALL ")} UNION ALL
        SELECT 'unsettled', count(*)::int FROM (
          SELECT 1 FROM "engine"."run" r WHERE ${hasStatus("failed")} AND r."settled_at" IS NULL AND ${inScope("$1")}
          LIMIT ${mostCounted}) x`),
      [scope ?? null],
    );
    const none = { queued: 0, running: 0, waiting: 0, completed: 0, failed: 0, cancelled: 0, unsettled: 0 };
    return { ...none, ...Object.fromEntries(rows.map((row) => [row.status, row.n])) };
  }

  return {
    async list({ scope, status: wanted, functionId, cursor, limit = 50 }) {
      const { rows } = await pool.query(
        sql(`
          SELECT ${summary}, r."error" ${fromRun}
          WHERE ${wanted ? hasStatus(wanted) : "true"} AND ${inScope("$1")}
            AND ($2::text IS NULL OR r."function_id" = $2) AND ($3::uuid IS NULL OR r."id" < $3)
          ORDER BY r."id" DESC LIMIT $4`),
        [scope ?? null, functionId ?? null, cursor ?? null, Math.min(limit, 101)],
      );
      return rows.map(({ error, ...row }) => ({ ...named(row), errorMessage: error?.message ?? null }));
    },

    async get(id, scope) {
      const { rows } = await pool.query(
        sql(
          `SELECT ${summary}, e."body" AS "event", r."output", r."error" ${fromRun} WHERE r."id" = $1 AND ${inScope("$2")}`,
        ),
        [id, scope ?? null],
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

    async rerun(id, scope, changes) {
      return inTransaction(pool, async (tx) => {
        const { rows } = await tx.query<{ function_id: string; body: EventBody }>(
          sql(`SELECT r."function_id", e."body" ${fromRun} WHERE r."id" = $1 AND ${inScope("$2")}`),
          [id, scope ?? null],
        );
        const fn = functions.get(rows[0]?.function_id ?? "");
        if (!rows[0] || !fn) return undefined;
        const { body } = rows[0];
        const event = changes ? { ...body, id: newId(), data: { ...body.data, ...changes } } : body;
        const run = newRun(fn, event);
        if (changes)
          await tx.query(sql(`INSERT INTO "engine"."event" ("id", "name", "body") VALUES ($1, $2, $3)`), [
            event.id,
            event.name,
            JSON.stringify(event),
          ]);
        await tx.query(
          sql(`
            WITH settled AS (
              UPDATE "engine"."run" SET "settled_at" = coalesce("settled_at", now()) WHERE "id" = $1 AND "status" = 'failed')
            INSERT INTO "engine"."run" ("id", "function_id", "event_id", "gates", "gate_limits", "rerun_of", "scope")
            SELECT $2, "function_id", $3, $4, $5, "id", "scope" FROM "engine"."run" WHERE "id" = $1`),
          [id, run.id, event.id, run.gates.map(({ gate }) => gate), run.gates.map(({ limit }) => limit)],
        );
        return run.id;
      });
    },

    async cancel(id, scope) {
      return inTransaction(pool, async (tx) => {
        const { rows } = await tx.query<{ id: string }>(
          sql(`SELECT r."id" FROM "engine"."run" r WHERE r."id" = $1 AND ${inScope("$2")}`),
          [id, scope ?? null],
        );
        const ids = rows.map((row) => row.id);
        const events = await cancelRuns(tx, store, ids);
        if (events.length > 0) await acceptIn(tx, store, events);
        return events.length > 0;
      });
    },

    async settle({ id, scope }) {
      const { rowCount } = await pool.query(
        sql(`
          UPDATE "engine"."run" r SET "settled_at" = now()
          WHERE ${hasStatus("failed")} AND r."settled_at" IS NULL AND ($1::uuid IS NULL OR r."id" = $1) AND ${inScope("$2")}`),
        [id ?? null, scope ?? null],
      );
      return rowCount ?? 0;
    },

    counts,

    functions: () => [...functions.values()].map(({ id, name }) => ({ id, name })),

    async metrics() {
      const { rows } = await pool.query<{ age: number | null }>(
        sql(`
          SELECT extract(epoch FROM now() - min("due_at"))::float8 AS age FROM "engine"."run"
          WHERE "status" = 'active' AND "due_at" <= now() AND ("lease_until" IS NULL OR "lease_until" <= now())`),
      );
      const { queued, running, waiting, unsettled } = await counts();
      return {
        queueDepth: queued,
        oldestAgeSeconds: rows[0]?.age ?? 0,
        running,
        waiting,
        failed: unsettled,
      };
    },
  };
}
