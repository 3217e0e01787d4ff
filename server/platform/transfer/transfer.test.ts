import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSettings } from "../../env.ts";
import {
  type FreshDatabase,
  freshDatabase,
  migrationsFolder,
  onPostgres,
} from "../../testing/fresh-database.ts";
import { applyMigrations } from "../apply-migrations.ts";
import { type Database, openDatabase } from "../database.ts";
import { startEmbeddedDatabase } from "../embedded-database/start.ts";
import { exportDatabase } from "./export-database.ts";
import { importDatabase } from "./import-database.ts";
import { openExisting } from "./open-existing.ts";

const base = mkdtempSync(join(tmpdir(), "firstline-transfer-"));
const file = join(base, "desk.gz");
const key = Buffer.alloc(32, 7).toString("base64");
const opened: { database: Database; fresh: FreshDatabase }[] = [];
afterAll(async () => {
  for (const { database, fresh } of opened) {
    await database.close();
    await fresh.stop();
  }
  rmSync(base, { recursive: true, force: true });
});

/** An empty database as a first start leaves it. The engine's tables stand for all of its own. */
async function empty(make = freshDatabase): Promise<Database> {
  const fresh = await make();
  const database = openDatabase(fresh.source);
  opened.push({ database, fresh });
  await applyMigrations(database.pool, migrationsFolder);
  await database.pool.query(
    `CREATE SCHEMA engine;
     CREATE TABLE engine.run (id uuid PRIMARY KEY, parent_run_id uuid, output json);
     CREATE TABLE engine.step (run_id uuid NOT NULL REFERENCES engine.run (id), id text, ended_order bigint);
     CREATE SEQUENCE engine.step_ended`,
  );
  return database;
}

/** Every kind of value that has a form of its own as text. */
async function fill({ pool }: Database): Promise<void> {
  await pool.query(`
    INSERT INTO workspace (id, name, slug, created_at)
      SELECT gen_random_uuid(), 'Desk ' || n, 'desk-' || n, timestamptz '2026-01-02 03:04:05.678+05:45' FROM generate_series(1, 120) n;
    INSERT INTO endpoint (workspace_id, id, key, name, source, verification, created_at, updated_at)
      SELECT id, gen_random_uuid(), slug, E'„quoted", (a,b) \\\\ 灯\\n', 'custom', '{"scheme":"none","x":[null,1.5]}', now(), now() FROM workspace;
    INSERT INTO webhook_request (workspace_id, id, endpoint_id, method, url, headers, body, body_size, verdict, status, duration_ms, received_at)
      SELECT workspace_id, gen_random_uuid(), id, 'POST', '/', '[["a","b\\"c"]]', '\\x00ff22'::bytea, 3, 'accepted', 202, 0.1 + 0.2, now() FROM endpoint;
    INSERT INTO engine.run SELECT gen_random_uuid(), NULL, '{"text":"\\u0000 \\ud800"}' FROM generate_series(1, 60);
    INSERT INTO engine.step SELECT id, 'a', row_number() OVER () FROM engine.run`);
}

async function contents({ pool }: Database): Promise<Record<string, string[]>> {
  const read = async (table: string) =>
    (await pool.query(`SELECT t::text AS row FROM ${table} t ORDER BY 1`)).rows.map(({ row }) => row);
  const tables = ["workspace", "endpoint", "webhook_request", "engine.run", "engine.step"];
  const found: Record<string, string[]> = {};
  for (const table of tables) found[table] = await read(table);
  return found;
}

let source: Database;
beforeAll(async () => {
  source = await empty();
  await fill(source);
  await exportDatabase(source.pool, file, key);
}, 60_000);

const elsewhere: [string, () => Promise<FreshDatabase>][] = [["the same kind of database", freshDatabase]];
const url = process.env.TEST_DATABASE_URL;
if (url) elsewhere.push(["PostgreSQL", () => onPostgres(url)]);

test.each(elsewhere)(
  "every row arrives in %s exactly as it was",
  async (_, make) => {
    const target = await empty(make);
    const counts = await importDatabase(target.pool, file, key);
    expect(counts).toMatchObject({
      "public.workspace": 120,
      "public.webhook_request": 120,
      "engine.step": 60,
    });
    expect(await contents(target)).toEqual(await contents(source));
    const { rows } = await target.pool.query("SELECT nextval('engine.step_ended')::int AS next");
    expect(rows[0].next).toBe(61);
    // A second time there is something to be mixed up with.
    await expect(importDatabase(target.pool, file, key)).rejects.toThrow(/rows already/);
  },
  60_000,
);

describe("nothing is imported", () => {
  let target: Database;
  beforeAll(async () => {
    target = await empty();
  }, 60_000);
  const spoilt = (change: (lines: string[]) => string[]) => {
    const path = join(base, `spoilt-${Math.random()}.gz`);
    const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
    writeFileSync(path, gzipSync(change(lines).join("\n")));
    return path;
  };
  test.each<[string, () => string, RegExp]>([
    ["of a file that is cut short", () => spoilt((lines) => lines.slice(0, -3)), /cut short/],
    [
      "of a file whose compression is broken",
      () => {
        const path = join(base, "broken.gz");
        writeFileSync(path, readFileSync(file).subarray(0, 2000));
        return path;
      },
      /damaged/,
    ],
    ["of another file", () => spoilt(() => ['{"some":"thing"}']), /no export of Firstline/],
    [
      "of another release",
      () =>
        spoilt(([header = "", ...lines]) => [header.replace(/"20\d+_init"/, '"20990101_later"'), ...lines]),
      /another release.*20990101_later/,
    ],
    [
      "where a row does not fit",
      () => spoilt((lines) => lines.map((line) => line.replace("desk-99", "desk-98"))),
      /duplicate key/,
    ],
    ["of no file", () => join(base, "none"), /There is no file/],
  ])("%s", async (_, make, message) => {
    await expect(importDatabase(target.pool, make(), key)).rejects.toThrow(message);
    expect((await target.pool.query("SELECT 1 FROM workspace")).rowCount).toBe(0);
  });

  test("under another master key", async () => {
    await expect(importDatabase(target.pool, file, Buffer.alloc(32).toString("base64"))).rejects.toThrow(
      /master\.key/,
    );
  });
});

test("an export finds the database of a running desk, and that of a stopped one", async () => {
  const dataDir = join(base, "data");
  const settings = { ...readSettings({}), dataDir };
  await expect(openExisting(settings)).rejects.toThrow(/no database/);
  const desk = await startEmbeddedDatabase(join(dataDir, "database"));
  const beside = await openExisting(settings);
  expect(beside.running).toBe(true);
  await beside.database.pool.query("CREATE TABLE seen (n int)");
  await beside.close();
  await desk.stop();
  const alone = await openExisting(settings);
  expect(alone.running).toBe(false);
  expect((await alone.database.pool.query("SELECT * FROM seen")).rowCount).toBe(0);
  await alone.close();
}, 60_000);
