import type { Database } from "./database.ts";

/**
 * Lets the planner see how the tables have grown. PostgreSQL does this by itself; the embedded database has no autovacuum,
 * and without figures it takes a workspace's whole index for as good as a primary key. One table a statement, so that
 * nobody waits long.
 */
export async function updateStatistics(database: Database): Promise<void> {
  if (database.kind !== "embedded") return;
  const { rows } = await database.pool.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  for (const { tablename } of rows) await database.pool.query(`ANALYZE "${tablename}"`);
}
