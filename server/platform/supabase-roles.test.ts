import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, migrationsFolder } from "../testing/fresh-database.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { type Database, openDatabase } from "./database.ts";

/** A Supabase project has these before our tables are made; a server that many share cannot be given them for a test. */
const roles = ["CREATE ROLE anon", "CREATE ROLE authenticated", "CREATE ROLE service_role BYPASSRLS"];
const asProjectsDo = ["anon", "authenticated", "service_role"].map(
  (role) => `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON FUNCTIONS TO ${role}`,
);
const own = process.env.FIRSTLINE_TEST_KIND !== "postgres";

let database: Database;
let stop: () => Promise<void>;
beforeAll(async () => {
  if (!own) return;
  const fresh = await freshDatabase();
  database = openDatabase(fresh.source);
  for (const sql of [...roles, ...asProjectsDo]) await database.pool.query(sql);
  await applyMigrations(database.pool, migrationsFolder);
  stop = async () => {
    await database.close();
    await fresh.stop();
  };
}, 60_000);
afterAll(() => stop?.());

/** Calls the search as a role of the REST interface does; undone afterwards. */
async function callAs(role: string, sql: string): Promise<unknown> {
  const client = await database.pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(`SET LOCAL ROLE ${role}`);
    return (await client.query(sql)).rows;
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}
const search = `SELECT * FROM match_chunks('00000000-0000-7000-8000-000000000000', '{}', '{}', '{}', '', NULL, 0, '{}', 1)`;
const denied = "42501";

test.runIf(own).each([
  ["anon", search, denied],
  ["authenticated", search, denied],
  ["service_role", search, []],
  ["anon", "SELECT database_identity()", denied],
  ["service_role", "SELECT count(*)::int AS n FROM database_identity()", [{ n: 1 }]],
  ["anon", "SELECT text FROM chunk", denied],
  ["service_role", "DELETE FROM chunk", denied],
])("%s: %s", async (role, sql, answer) => {
  expect(await callAs(role, sql)).toEqual(answer);
});
