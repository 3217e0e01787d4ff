import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../server/platform/ids.ts";
import { testDatabase } from "../../server/testing/database.ts";
import { leaseRuns } from "./lease-runs.ts";
import { createTables, sqlFor } from "./tables.ts";
import { randomSchema } from "./testing/start-test-engine.ts";

const schema = randomSchema();
const sql = sqlFor(schema);
const { pool, kind } = testDatabase();

beforeAll(async () => {
  await createTables(pool, sql, schema);
  await pool.query(sql(`INSERT INTO "engine"."event" ("id", "name", "body") VALUES ('e', 'e', '{}')`));
});
afterAll(() => pool.query(`DROP SCHEMA ${schema} CASCADE`));

/** Runs that are due since `agoMs`, the first for longest; gates as "name:limit". */
async function add(count: number, agoMs: number, ...gates: string[]): Promise<void> {
  const [names, limits] = [gates.map((gate) => gate.split(":")[0]), gates.map((gate) => gate.split(":")[1])];
  await pool.query(
    sql(`
      INSERT INTO "engine"."run" ("id", "function_id", "event_id", "gates", "gate_limits", "due_at")
      SELECT id, 'f', 'e', $2, $3, now() - ($4::integer - n) * interval '1 millisecond'
      FROM unnest($1::uuid[]) WITH ORDINALITY AS r(id, n)`),
    [Array.from({ length: count }, newId), names, limits, agoMs],
  );
}

/** Claims once; how many of each kind of run it brought. */
async function claim(limit: number): Promise<Record<string, number>> {
  const { runs } = await leaseRuns(pool, sql, {
    token: randomUUID(),
    limit,
    functionIds: ["f"],
    held: [],
    limited: true,
    exclusive: kind === "postgres",
  });
  const { rows } = await pool.query<{ gate: string }>(
    sql(`SELECT coalesce("gates"[1], 'none') AS gate FROM "engine"."run" WHERE "id" = ANY($1)`),
    [runs.map(({ id }) => id)],
  );
  const counts: Record<string, number> = {};
  for (const { gate } of rows) counts[gate] = (counts[gate] ?? 0) + 1;
  return counts;
}

const clear = () => pool.query(sql(`DELETE FROM "engine"."run"`));

test("a backlog of 500 keeps nobody waiting: the run of another key is claimed at once", async () => {
  await clear();
  await add(500, 60_000, "slow:5");
  await add(1, 10, "healthy:5");
  expect(await claim(100)).toEqual({ slow: 5, healthy: 1 });
  await add(1, 5, "healthy:5");
  expect(await claim(100)).toEqual({ healthy: 1 });
  expect(await claim(100)).toEqual({});
});

test("where there is room for a few only, the first of each key goes before the second of any", async () => {
  await clear();
  for (let n = 0; n < 30; n++) await add(10, 60_000 - n, `busy${n}:5`);
  expect(Object.values(await claim(30))).toEqual(Array(30).fill(1));
  await add(1, 10, "late:5");
  await add(3, 10);
  expect(await claim(4)).toEqual({ late: 1, none: 3 });
});

test("a limit that several keys share is kept, and so is one that has changed since", async () => {
  await clear();
  await add(5, 60_000, "one:2", "all:3");
  await add(5, 50_000, "two:2", "all:3");
  await add(5, 40_000, "three:3");
  await add(5, 30_000, "three:1");
  expect(await claim(100)).toEqual({ one: 2, two: 1, three: 3 });
});

test("what is not due yet, or somebody's, is left", async () => {
  await clear();
  await add(3, -60_000, "a:5");
  await add(2, 10_000, "a:5");
  await add(2, 10_000);
  expect(await claim(100)).toEqual({ a: 2, none: 2 });
  expect(await claim(100)).toEqual({});
});
