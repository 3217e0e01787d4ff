import type pg from "pg";
import { holds } from "./expression.ts";
import { endedEvent } from "./own-events.ts";
import type { ErrorBody, EventBody } from "./protocol.ts";
import type { RegisteredFunction } from "./register.ts";
import { endWaitingSteps } from "./resolve-waits.ts";
import type { Store } from "./store.ts";

/** The functions whose runs some of these events may cancel. */
export function cancelledBy(
  functions: ReadonlyMap<string, RegisteredFunction>,
  events: EventBody[],
): string[] {
  return [...functions.values()]
    .filter((fn) => fn.cancelOn.some((cancel) => events.some((event) => event.name === cancel.event)))
    .map((fn) => fn.id);
}

/**
 * Cancels the runs that arriving events cancel (`cancelOn`).
 * @returns the engine's events about them, to be accepted next
 */
export async function cancelMatchingRuns(
  tx: pg.ClientBase,
  store: Store,
  events: EventBody[],
): Promise<EventBody[]> {
  const functionIds = cancelledBy(store.functions, events);
  if (functionIds.length === 0) return [];
  const { rows } = await tx.query<{ id: string; function_id: string; age_ms: number; body: EventBody }>(
    store.sql(`
      SELECT r."id", r."function_id", (extract(epoch FROM now() - r."created_at") * 1000)::float8 AS age_ms, e."body"
      FROM "engine"."run" r JOIN "engine"."event" e ON e."id" = r."event_id"
      WHERE r."status" = 'active' AND r."function_id" = ANY($1) AND r."event_id" <> ALL($2)`),
    [functionIds, events.map((event) => event.id)],
  );
  const matching = rows.filter((run) =>
    store.functions
      .get(run.function_id)
      ?.cancelOn.some(
        ({ event: name, condition, timeoutMs = Number.POSITIVE_INFINITY }) =>
          run.age_ms <= timeoutMs &&
          events.some(
            (event) =>
              event.name === name && (!condition || holds(condition, { event: run.body, async: event })),
          ),
      ),
  );
  return cancelRuns(
    tx,
    store,
    matching.map((run) => run.id),
  );
}

/**
 * Cancels runs that have not ended; a process that is running one finds its lease gone.
 * @returns the engine's events about them, to be accepted next
 */
export async function cancelRuns(tx: pg.ClientBase, store: Store, ids: string[]): Promise<EventBody[]> {
  if (ids.length === 0) return [];
  const error: ErrorBody = { name: "Error", message: "The run was cancelled." };
  const { rows } = await tx.query<{
    id: string;
    function_id: string;
    parent_run_id: string | null;
    parent_step_id: string;
    body: EventBody;
  }>(
    store.sql(`
      WITH locked AS (
        SELECT "id" FROM "engine"."run" WHERE "id" = ANY($1) AND "status" = 'active' ORDER BY "id" FOR UPDATE)
      UPDATE "engine"."run" r SET "status" = 'cancelled', "error" = $2, "ended_at" = now(), "due_at" = NULL,
        "lease_token" = NULL, "lease_until" = NULL
      FROM locked, "engine"."event" e WHERE r."id" = locked."id" AND e."id" = r."event_id"
      RETURNING r."id", r."function_id", r."parent_run_id", r."parent_step_id", e."body"`),
    [ids, JSON.stringify(error)],
  );
  const invoked = rows.filter((run) => run.parent_run_id !== null);
  await endWaitingSteps(
    tx,
    store.sql,
    invoked.map((run) => ({
      runId: run.parent_run_id as string,
      stepId: run.parent_step_id,
      output: null,
      error,
    })),
  );
  return rows.map((run) =>
    endedEvent(
      "inngest/function.cancelled",
      { id: run.id, functionId: run.function_id, event: run.body },
      error,
    ),
  );
}
