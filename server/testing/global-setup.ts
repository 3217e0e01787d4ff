import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "../platform/apply-migrations.ts";
import { type DatabaseSource, openDatabase } from "../platform/database.ts";
import { startEmbeddedDatabase } from "../platform/embedded-database/start.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseSource: DatabaseSource;
  }
}

const migrations = join(import.meta.dirname, "../../prisma/migrations");

async function embedded(): Promise<{ source: DatabaseSource; stop(): Promise<void> }> {
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

async function postgres(url: string): Promise<{ source: DatabaseSource; stop(): Promise<void> }> {
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

/** Makes one migrated database for the whole run; each test works in a workspace of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.FIRSTLINE_TEST_KIND === "postgres" ? process.env.TEST_DATABASE_URL : undefined;
  const { source, stop } = url ? await postgres(url) : await embedded();
  const database = openDatabase(source);
  await applyMigrations(database.pool, migrations);
  await database.close();
  project.provide("databaseSource", source);
  return stop;
}
