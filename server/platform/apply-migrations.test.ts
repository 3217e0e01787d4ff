import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase, migrationsFolder } from "../testing/fresh-database.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { type Database, openDatabase } from "./database.ts";

let fresh: FreshDatabase;
let databases: Database[];
let folder: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  databases = Array.from({ length: 4 }, () => openDatabase(fresh.source));
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await fresh.stop();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "firstline-migrations-"));
  await query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP EXTENSION IF EXISTS "vector"');
  return () => rmSync(folder, { recursive: true });
});

const pool = () => databases[0]!.pool;
const query = (sql: string) => pool().query(sql);

function write(name: string, sql: string) {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

test("migrations are applied in order, once, and the new one alone the next time", async () => {
  write("2_fill", "INSERT INTO thing VALUES (1);");
  write("1_make", "CREATE TABLE thing (id int);");
  expect(await applyMigrations(pool(), folder)).toEqual(["1_make", "2_fill"]);
  expect(await applyMigrations(pool(), folder)).toEqual([]);
  write("3_more", "INSERT INTO thing VALUES (2);");
  expect(await applyMigrations(pool(), folder)).toEqual(["3_more"]);
  expect((await query("SELECT id FROM thing ORDER BY id")).rows).toEqual([{ id: 1 }, { id: 2 }]);
});

test("processes that start at once on an empty database apply everything once between them", async () => {
  const applied = await Promise.all(
    databases.map((database) => applyMigrations(database.pool, migrationsFolder)),
  );
  const names = applied.flat();
  expect(names.length).toBeGreaterThan(0);
  expect(new Set(names).size).toBe(names.length);
  const { rows } = await query(`SELECT count(*)::int AS records FROM "_prisma_migrations"`);
  expect(rows).toEqual([{ records: names.length }]);
});

test("a migration that was changed after it was applied is refused", async () => {
  write("1_make", "CREATE TABLE thing (id int);");
  await applyMigrations(pool(), folder);
  write("1_make", "CREATE TABLE thing (id bigint);");
  await expect(applyMigrations(pool(), folder)).rejects.toThrow("1_make was changed after it was applied");
});

test("a migration that fails leaves nothing behind and is tried again", async () => {
  write("1_make", "CREATE TABLE thing (id int);");
  write("2_fail", "CREATE TABLE other (id int); INSERT INTO nowhere VALUES (1);");
  await expect(applyMigrations(pool(), folder)).rejects.toThrow("nowhere");
  expect(
    (await query("SELECT to_regclass('thing') IS NULL AS t, to_regclass('other') IS NULL AS o")).rows,
  ).toEqual([{ t: false, o: true }]);
  write("2_fail", "CREATE TABLE other (id int);");
  expect(await applyMigrations(pool(), folder)).toEqual(["2_fail"]);
});
