import type { Transaction } from "../../platform/database.ts";
import type { Traffic } from "../schema.ts";

/** From so many of the newest calls, at most a week of them, it is told how often one usually comes. */
const usualOf = 2000;

/** Counts by endpoint since a moment, and when something last came: short walks of an index for each endpoint. */
export async function readTraffic(tx: Transaction, workspaceId: string, since: Date): Promise<Traffic[]> {
  return tx.$queryRaw<Traffic[]>`
    SELECT p.id AS "endpointId", p.name AS "endpointName", coalesce(day.accepted, 0)::int AS accepted, coalesce(day.rejected, 0)::int AS rejected,
      last.received_at AS "lastRequestAt", event.received_at AS "lastEventAt", coalesce(usual.per_hour, 0)::float8 AS "usualPerHour",
      CASE WHEN p.enabled AND event.received_at < now() - make_interval(mins => (p.guards->>'silence_minutes')::int) THEN event.received_at END AS "silentSince"
    FROM endpoint p
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE r.verdict IN ('accepted', 'duplicate')) AS accepted,
        sum(r.count) FILTER (WHERE r.verdict = 'rejected') AS rejected
      FROM webhook_request r WHERE r.endpoint_id = p.id AND r.received_at >= ${since}) day ON true
    LEFT JOIN LATERAL (
      SELECT r.received_at FROM webhook_request r WHERE r.endpoint_id = p.id ORDER BY r.id DESC LIMIT 1) last ON true
    LEFT JOIN LATERAL (
      SELECT r.received_at FROM webhook_request r
      WHERE r.endpoint_id = p.id AND r.verdict = 'accepted' ORDER BY r.id DESC LIMIT 1) event ON true
    LEFT JOIN LATERAL (
      SELECT count(*) / greatest(1, extract(epoch FROM event.received_at - min(received_at)) / 3600) AS per_hour FROM (
        SELECT r.received_at FROM webhook_request r
        WHERE r.endpoint_id = p.id AND r.verdict = 'accepted' ORDER BY r.id DESC LIMIT ${usualOf}) newest
      WHERE received_at > event.received_at - interval '7 days') usual ON true
    WHERE p.workspace_id = ${workspaceId}::uuid`;
}

/** How many of an endpoint's events wait to be handled, up to a limit. */
export async function countPending(tx: Transaction, endpointId: string, limit: number): Promise<number> {
  const rows = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM incoming_event WHERE endpoint_id = ${endpointId}::uuid AND status IN ('accepted', 'processing')
      LIMIT ${limit}) waiting`;
  return rows[0]?.count ?? 0;
}

/**
 * Empties up to `limit` of an endpoint's calls received before a moment: body, content, headers and what is sealed. Calls
 * of events that are still handled or reviewed keep everything.
 */
export async function emptyOldCalls(
  tx: Transaction,
  endpointId: string,
  before: Date,
  limit: number,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE webhook_request r SET body = NULL, content = NULL, sealed_original = NULL, headers = '[]' FROM (
      SELECT workspace_id, id FROM webhook_request
      WHERE endpoint_id = ${endpointId}::uuid AND received_at < ${before}
        AND (body IS NOT NULL OR content IS NOT NULL OR sealed_original IS NOT NULL)
        AND id NOT IN (
          SELECT request_id FROM incoming_event
          WHERE endpoint_id = ${endpointId}::uuid AND status IN ('accepted', 'processing', 'awaiting_review'))
      LIMIT ${limit}) old
    WHERE r.workspace_id = old.workspace_id AND r.id = old.id`;
}
