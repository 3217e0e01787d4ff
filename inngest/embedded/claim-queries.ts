/**
 * Parameters: $3 how many at most, $4 ids of functions, $5 ids of runs.
 * Due, ours to run, and nobody's now; what this process itself is running it keeps, even when a stall let the lease lapse.
 * Written so that a planner without statistics (the embedded database gathers none) expects most rows to fit and walks the
 * queue's index in order: with "status" = 'active' or = ANY it sorts the whole backlog instead (40,000 due: 20 ms).
 */
const claimable = `
  "due_at" <= now() AND array_position($4, "function_id") IS NOT NULL AND ("lease_until" IS NULL OR "lease_until" <= now())
  AND "id" <> ALL($5)`;

/** The longest due, as `due`. */
export const claimFreely = `
  due AS (
    SELECT "id" FROM "engine"."run"
    WHERE ${claimable}
    ORDER BY "due_at" LIMIT $3 FOR UPDATE SKIP LOCKED)`;

/**
 * As above, but of each gate only as many as its limit leaves; needs claims to pass one at a time. Runs with the same gates
 * are a lane. The lanes are found by leaping from one to the next in their index, and of each only its head is looked at:
 * neither a lane that is full nor a long one costs the others anything. The first of each lane goes before the second of
 * any; what has no gate counts as a first. Compared as whole rows, because a planner with statistics would else walk the
 * queue in order of time (5,000 runs due in two full lanes, one in a third: 6 ms instead of 2 ms).
 */
export const claimWithinLimits = `
  RECURSIVE lane AS (
    (SELECT "gates", "gate_limits" FROM "engine"."run" WHERE "due_at" IS NOT NULL ORDER BY "gates", "gate_limits" LIMIT 1)
    UNION ALL
    SELECT n.* FROM lane, LATERAL (
      SELECT r."gates", r."gate_limits" FROM "engine"."run" r
      WHERE r."due_at" IS NOT NULL AND (r."gates", r."gate_limits") > (lane."gates", lane."gate_limits")
      ORDER BY r."gates", r."gate_limits" LIMIT 1) n),
  used AS (
    SELECT gate, count(*) AS n FROM "engine"."run", unnest("gates") AS gate
    WHERE "status" = 'active' AND "gates" <> '{}' AND "lease_until" > now() GROUP BY gate),
  head AS (
    SELECT r.* FROM lane,
    LATERAL (
      SELECT min(g.most - coalesce(used.n, 0)) AS free
      FROM unnest(lane."gates", lane."gate_limits") AS g(gate, most) LEFT JOIN used USING (gate)) room,
    LATERAL (
      SELECT "id", "due_at", "gates", "gate_limits" FROM "engine"."run"
      WHERE ("gates", "gate_limits", "due_at") >= (lane."gates", lane."gate_limits", '-infinity')
        AND ("gates", "gate_limits", "due_at") <= (lane."gates", lane."gate_limits", now()) AND ${claimable}
      ORDER BY "gates", "gate_limits", "due_at" LIMIT greatest(least(room.free, $3::integer), 0)) r),
  placed AS (
    SELECT h."id", h."due_at", g.most,
      row_number() OVER (PARTITION BY g.gate ORDER BY h."due_at", h."id") + coalesce(used.n, 0) AS place
    FROM head h LEFT JOIN LATERAL unnest(h."gates", h."gate_limits") AS g(gate, most) ON true LEFT JOIN used USING (gate)),
  due AS (
    SELECT "id" FROM "engine"."run" WHERE ${claimable} AND "id" = ANY (ARRAY(
      SELECT "id" FROM placed GROUP BY "id", "due_at" HAVING bool_and(most IS NULL OR place <= most)
      ORDER BY max(CASE WHEN most IS NULL THEN 1 ELSE place END), "due_at" LIMIT $3::integer))
    FOR UPDATE SKIP LOCKED)`;
