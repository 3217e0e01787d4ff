import { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";
import { lowestIdAt } from "../platform/ids.ts";

/**
 * Every statement walks the primary key from the first id that can belong to the range: a row's id is never older than
 * what it tells of. `day` counts from 0.
 */
type Range = { workspaceId: string; starts: Date[] };

const within = (alias: string, { workspaceId, starts }: Range) => {
  const name = Prisma.raw(alias);
  return Prisma.sql`${name}.workspace_id = ${workspaceId}::uuid AND ${name}.id >= ${lowestIdAt(starts[0]!)}::uuid`;
};
const day = (column: string, { starts }: Range) =>
  Prisma.sql`(width_bucket(${Prisma.raw(column)}, ${starts}::timestamptz[]) - 1)::int`;

export async function countEventsByDay(
  tx: Transaction,
  range: Range,
): Promise<{ day: number; events: number }[]> {
  return tx.$queryRaw`
    SELECT ${day("e.received_at", range)} AS day, count(*)::int AS events FROM incoming_event e
    WHERE ${within("e", range)} AND e.received_at >= ${range.starts[0]} GROUP BY 1`;
}

export async function countOtherRequests(
  tx: Transaction,
  range: Range,
): Promise<{ verdict: "duplicate" | "rejected"; requests: number }[]> {
  return tx.$queryRaw`
    SELECT r.verdict, sum(r.count)::int AS requests FROM webhook_request r
    WHERE r.verdict IN ('duplicate', 'rejected') AND ${within("r", range)} AND r.received_at >= ${range.starts[0]}
    GROUP BY 1`;
}

export type DraftCounts = {
  day: number;
  drafts: number;
  abstained: number;
  unedited: number;
  edited: number;
  byPlaybook: number;
  rejected: number;
};

export async function countDraftsByDay(tx: Transaction, range: Range): Promise<DraftCounts[]> {
  return tx.$queryRaw`
    SELECT d.day, count(*)::int AS drafts, count(*) FILTER (WHERE d.abstained)::int AS abstained,
      count(*) FILTER (WHERE d.sent AND d.person AND NOT d.edited)::int AS unedited,
      count(*) FILTER (WHERE d.sent AND d.person AND d.edited)::int AS edited,
      count(*) FILTER (WHERE d.sent AND NOT d.person)::int AS "byPlaybook",
      count(*) FILTER (WHERE d.status = 'rejected')::int AS rejected
    FROM (
      SELECT ${day("s.created_at", range)} AS day, s.status, coalesce((s.checks->>'abstained')::boolean, false) AS abstained,
        s.status IN ('approved', 'sent') AS sent, coalesce(s.final_text, s.text) <> s.text AS edited,
        coalesce(s.decided_by->>'kind', '') <> 'playbook' AS person
      FROM suggestion s WHERE ${within("s", range)} AND s.created_at >= ${range.starts[0]}) d
    GROUP BY 1`;
}

export type ResponseTimes = { day: number | null; answered: number; median: number; p90: number };

/** Of the conversations begun in the range that were answered; the row without a day is of all of them. */
export async function readFirstResponses(tx: Transaction, range: Range): Promise<ResponseTimes[]> {
  return tx.$queryRaw`
    SELECT f.day, count(*)::int AS answered, percentile_cont(0.5) WITHIN GROUP (ORDER BY f.seconds) AS median,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY f.seconds) AS p90
    FROM (
      SELECT ${day("m.asked", range)} AS day, extract(epoch FROM m.answered - m.asked)::float8 AS seconds
      FROM (
        SELECT x.conversation_id, min(x.created_at) FILTER (WHERE x.direction = 'inbound') AS asked,
          min(x.created_at) FILTER (WHERE x.direction = 'outbound') AS answered
        FROM message x WHERE ${within("x", range)} GROUP BY 1) m
      JOIN conversation c ON c.workspace_id = ${range.workspaceId}::uuid AND c.id = m.conversation_id
      WHERE c.created_at >= ${range.starts[0]} AND m.answered >= m.asked AND m.asked >= ${range.starts[0]}) f
    GROUP BY GROUPING SETS ((f.day), ())`;
}

export type Waiting = {
  count: number;
  oldestSince: Date | null;
  underHour: number;
  underFour: number;
  underDay: number;
  longer: number;
};

export async function readWaiting(tx: Transaction, workspaceId: string, now: Date): Promise<Waiting> {
  const rows = await tx.$queryRaw<Waiting[]>`
    SELECT count(*)::int AS count, min(w.since) AS "oldestSince",
      count(*) FILTER (WHERE w.age < interval '1 hour')::int AS "underHour",
      count(*) FILTER (WHERE w.age >= interval '1 hour' AND w.age < interval '4 hours')::int AS "underFour",
      count(*) FILTER (WHERE w.age >= interval '4 hours' AND w.age < interval '24 hours')::int AS "underDay",
      count(*) FILTER (WHERE w.age >= interval '24 hours')::int AS longer
    FROM (
      SELECT last_activity_at AS since, ${now}::timestamptz - last_activity_at AS age FROM conversation
      WHERE workspace_id = ${workspaceId}::uuid AND status = 'awaiting_review'
        AND (snoozed_until IS NULL OR snoozed_until <= ${now})) w`;
  return rows[0]!;
}

export async function countFailedDeliveries(tx: Transaction, range: Range): Promise<number> {
  const rows = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM delivery d
    WHERE d.status = 'failed' AND ${within("d", range)} AND d.created_at >= ${range.starts[0]}`;
  return rows[0]!.count;
}
