import type pg from "pg";
import { equalityKey, holds, keyAt, parseExpression } from "./expression.ts";
import type { ErrorBody, EventBody } from "./protocol.ts";
import type { Sql } from "./tables.ts";

/** How a waiting step ends: with data, or with the error of the run it invoked. */
export type WaitEnd = { runId: string; stepId: string; output: unknown; error?: ErrorBody };

/**
 * What a wait is looked up by, kept with its step: the path and value of one equality its expression cannot hold without.
 * @throws ExpressionError when the expression is not supported
 */
export function waitKey(expression: string, event: EventBody): { path: string | null; value: string | null } {
  const key = equalityKey(parseExpression(expression), event);
  return { path: key ? JSON.stringify(key.path) : null, value: key?.value ?? null };
}

/** The waits that arriving events end, each by the first event that matches. */
export async function matchWaits(db: pg.ClientBase, sql: Sql, events: EventBody[]): Promise<WaitEnd[]> {
  const names = [...new Set(events.map((event) => event.name))];
  const { rows: paths } = await db.query<{ name: string; path: string | null }>(
    sql(`
      SELECT DISTINCT "event_name" AS name, "match_path" AS path FROM "engine"."step"
      WHERE "status" = 'waiting' AND "event_name" = ANY($1)`),
    [names],
  );
  if (paths.length === 0) return [];
  const keyed = paths.flatMap(({ name, path }) =>
    path === null
      ? []
      : events
          .filter((event) => event.name === name)
          .map((event) => ({ name, path, value: keyAt(event, JSON.parse(path)) }))
          .filter((key) => key.value !== undefined),
  );
  const { rows: waits } = await db.query<{
    run_id: string;
    id: string;
    event_name: string;
    expression: string | null;
    body: EventBody;
  }>(
    sql(`
      SELECT s."run_id", s."id", s."event_name", s."expression", e."body"
      FROM "engine"."step" s JOIN "engine"."run" r ON r."id" = s."run_id" JOIN "engine"."event" e ON e."id" = r."event_id"
      WHERE s."status" = 'waiting' AND r."status" = 'active' AND s."due_at" > now() AND (
        (s."event_name" = ANY($1) AND s."match_path" IS NULL)
        OR (s."event_name", s."match_path", s."match_value") IN (SELECT * FROM unnest($2::text[], $3::text[], $4::text[])))`),
    [names, keyed.map((key) => key.name), keyed.map((key) => key.path), keyed.map((key) => key.value)],
  );
  return waits.flatMap((wait) => {
    const condition = wait.expression === null ? undefined : parseExpression(wait.expression);
    const match = events.find(
      (event) =>
        event.name === wait.event_name &&
        (!condition || holds(condition, { event: wait.body, async: event })),
    );
    return match ? [{ runId: wait.run_id, stepId: wait.id, output: match }] : [];
  });
}

/**
 * Ends waiting steps and makes their runs due. Runs are locked before steps and in one order, as everywhere, so that
 * nobody deadlocks; a step that ended meanwhile stays as it is.
 */
export async function endWaitingSteps(db: pg.ClientBase, sql: Sql, ends: WaitEnd[]): Promise<void> {
  if (ends.length === 0) return;
  await db.query(
    sql(`
      WITH given AS (
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS g(run_id, step_id, output, error)),
      locked AS (
        SELECT "id" FROM "engine"."run" WHERE "id" IN (SELECT run_id FROM given) AND "status" = 'active'
        ORDER BY "id" FOR UPDATE),
      ended AS (
        UPDATE "engine"."step" s SET "status" = CASE WHEN given.error IS NULL THEN 'completed' ELSE 'failed' END,
          "output" = given.output::json, "error" = given.error::json, "ended_at" = now(),
          "ended_order" = nextval('"engine"."step_ended"')
        FROM given JOIN locked ON locked."id" = given.run_id
        WHERE s."run_id" = given.run_id AND s."id" = given.step_id AND s."status" = 'waiting' RETURNING s."run_id")
      UPDATE "engine"."run" SET "wakes" = "wakes" + 1, "due_at" = least("due_at", now())
      WHERE "id" IN (SELECT "run_id" FROM ended)`),
    [
      ends.map((end) => end.runId),
      ends.map((end) => end.stepId),
      ends.map((end) => JSON.stringify(end.output ?? null)),
      ends.map((end) => (end.error ? JSON.stringify(end.error) : null)),
    ],
  );
}
