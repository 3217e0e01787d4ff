import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

const firstVersion = readFileSync(join(import.meta.dirname, "tables.sql"), "utf8");

/** SQL that says "engine" for the schema, with the schema's own name in its place. */
export type Sql = (text: string) => string;

export function sqlFor(schema: string): Sql {
  const name = pg.escapeIdentifier(schema);
  const made = new Map<string, string>();
  return (text) => {
    let sql = made.get(text);
    if (sql === undefined) {
      sql = text.replaceAll('"engine"', name);
      made.set(text, sql);
    }
    return sql;
  };
}

/** Creates the engine's tables where they do not exist. Several processes may do so at once: one wins, the others see it. */
export async function createTables(pool: pg.Pool, sql: Sql, schema: string): Promise<void> {
  const exists = async () => {
    const { rows } = await pool.query(
      "SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = 'version'",
      [schema],
    );
    return rows.length > 0;
  };
  if (await exists()) return;
  const client = await pool.connect();
  try {
    // Without parameters the whole text is one transaction.
    await client.query(sql(firstVersion));
  } catch (error) {
    if (!(await exists())) throw error;
  } finally {
    client.release();
  }
}
