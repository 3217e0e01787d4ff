import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { DatabaseSource } from "../platform/database.ts";
import { startEmbeddedDatabase } from "../platform/embedded-database/start.ts";

export type FreshDatabase = { source: DatabaseSource; stop(): Promise<void> };

export const migrationsFolder = join(import.meta.dirname, "../../prisma/migrations");

/**
 * An empty database of the kind this run is about (FIRSTLINE_TEST_KIND, TEST_DATABASE_URL), for what cannot share the
 * run's own one; `stop` removes it.
 */
export function freshDatabase(): Promise<FreshDatabase> {
  const url = process.env.FIRSTLINE_TEST_KIND === "postgres" ? process.env.TEST_DATABASE_URL : undefined;
  return url ? onPostgres(url) : embedded();
}

async function embedded(): Promise<FreshDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "firstline-test-"));
  const database = await startEmbeddedDatabase(folder);
  return {
    source: database.source,
    async stop() {
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An empty database of its own on the server of `url`. */
export async function onPostgres(url: string): Promise<FreshDatabase> {
  const name = `firstline_test_${randomBytes(6).toString("hex")}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`CREATE DATABASE ${name}`);
  const target = new URL(url);
  target.pathname = `/${name}`;
  return {
    source: { kind: "postgres", connectionString: target.href },
    stop: () => run(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}
