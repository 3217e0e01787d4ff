import type { Transaction } from "../../platform/database.ts";
import type { EventRun, TimelineEntry } from "../schema.ts";

/** Every run of an event, oldest first; one that waits for its turn has no step yet. */
export async function readRuns(tx: Transaction, workspaceId: string, eventId: string): Promise<EventRun[]> {
  const rows = await tx.eventRun.findMany({
    where: { workspaceId, eventId },
    orderBy: { id: "asc" },
    select: { id: true, cause: true, createdAt: true },
  });
  return rows as EventRun[];
}

/** Every attempt of every run of an event, oldest first. */
export async function readTimeline(
  tx: Transaction,
  workspaceId: string,
  eventId: string,
): Promise<TimelineEntry[]> {
  return tx.$queryRaw<TimelineEntry[]>`
    SELECT s.run_id AS "runId", r.cause, s.step, s.status, s.attempt, s.started_at AS "startedAt",
      s.duration_ms AS "durationMs", s.error
    FROM event_run r JOIN event_step s ON s.workspace_id = r.workspace_id AND s.run_id = r.id
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.event_id = ${eventId}::uuid
    ORDER BY s.started_at, s.id`;
}
