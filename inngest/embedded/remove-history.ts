import type { Database } from "../../server/platform/database.ts";
import type { Sql } from "./tables.ts";

const batch = 500;

/**
 * Removes runs that ended longer than `days` ago with their steps, and events of that age that no run belongs to any more,
 * in small statements. The embedded database has no autovacuum, so its tables are vacuumed here.
 */
export async function removeHistory(database: Database, sql: Sql, days: number): Promise<void> {
  const { pool } = database;
  const removals = [
    `DELETE FROM "engine"."run" WHERE "id" IN (
       SELECT "id" FROM "engine"."run" WHERE "status" <> 'active' AND "ended_at" < now() - $1 * interval '1 day' LIMIT ${batch})`,
    `DELETE FROM "engine"."event" WHERE "id" IN (
       SELECT e."id" FROM "engine"."event" e WHERE e."received_at" < now() - $1 * interval '1 day'
         AND NOT EXISTS (SELECT 1 FROM "engine"."run" r WHERE r."event_id" = e."id") LIMIT ${batch})`,
    `DELETE FROM "engine"."idempotency" WHERE ("function_id", "key") IN (
       SELECT "function_id", "key" FROM "engine"."idempotency" WHERE "expires_at" < now() AND $1::int >= 0 LIMIT ${batch})`,
  ];
  for (const removal of removals) {
    let removed: number | null;
    do ({ rowCount: removed } = await pool.query(sql(removal), [days]));
    while (removed === batch);
  }
  if (database.kind === "embedded")
    for (const table of ["run", "step", "event", "attempt"])
      await pool.query(sql(`VACUUM (ANALYZE) "engine"."${table}"`));
}
