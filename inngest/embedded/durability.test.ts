import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterEach, expect, inject, test } from "vitest";
import { newId } from "../../server/platform/ids.ts";
import { testDatabase } from "../../server/testing/database.ts";
import { leaseMs, leaseRuns } from "./lease-runs.ts";
import { readFunctions } from "./register.ts";
import { removeHistory } from "./remove-history.ts";
import { createProgressWriter, type StepRow } from "./save-progress.ts";
import { createTables, sqlFor } from "./tables.ts";
import {
  eventKey,
  randomSchema,
  startTestEngine,
  type TestEngine,
  until,
} from "./testing/start-test-engine.ts";

const database = testDatabase();
const { pool } = database;
const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work();
});

/** The engine's tables and the one the crashing functions write to. */
async function makeSchema(): Promise<string> {
  const schema = randomSchema();
  await createTables(pool, sqlFor(schema), schema);
  await pool.query(
    `CREATE TABLE "${schema}"."effect" (n bigint GENERATED ALWAYS AS IDENTITY, run_id uuid, step text, nonce text, seen text)`,
  );
  cleanUp.push(() => pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`));
  return schema;
}

type Child = { url: string; kill(): Promise<void> };

async function startChild(schema: string): Promise<Child> {
  const file = join(import.meta.dirname, "testing/crash-child.ts");
  const argument = JSON.stringify({ source: inject("databaseSource"), schema });
  const child = spawn(process.execPath, [file, argument], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const kill = () => {
    child.kill("SIGKILL");
    return exited;
  };
  cleanUp.push(kill);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (data) => resolve(String(data).trim()));
    child.once("exit", (code) => reject(new Error(`The child ended while starting (code ${code}).`)));
  });
  return { url, kill };
}

/** Sends until it is acknowledged, as a sender does; undefined when the process died before that. */
async function send(url: string, id: string, name: string): Promise<string | undefined> {
  const body = JSON.stringify({ id, name, data: {} });
  const response = await fetch(`${url}/e/${eventKey}`, { method: "POST", body }).catch(() => undefined);
  return response?.status === 200 ? id : undefined;
}

test("killed again and again under load: every acknowledged event's run ends, and no kept result is made twice", {
  timeout: 120_000,
}, async () => {
  const schema = await makeSchema();
  const acknowledged: string[] = [];
  const kills = 5;
  for (let round = 0; round < kills; round++) {
    const child = await startChild(schema);
    const sending = Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        await new Promise((resolve) => setTimeout(resolve, n * 40));
        const id = await send(child.url, newId(), "chain");
        if (id) acknowledged.push(id);
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 1200));
    await child.kill();
    await sending;
  }
  await startChild(schema);
  const all = () =>
    pool.query<{ id: string; event_id: string; status: string; output: string[] }>(
      `SELECT id, event_id, status, output FROM "${schema}".run`,
    );
  await until(
    "every run to end",
    async () => (await all()).rows.every((run) => run.status !== "active"),
    60_000,
  );

  const { rows: runs } = await all();
  const { rows: effects } = await pool.query<{ run_id: string; step: string; nonce: string; seen: string }>(
    `SELECT run_id, step, nonce, seen FROM "${schema}".effect ORDER BY n`,
  );
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(new Set(runs.map((run) => run.event_id)).size).toBe(runs.length);
  for (const id of acknowledged) expect(runs.find((run) => run.event_id === id)?.status).toBe("completed");
  let repeated = 0;
  for (const run of runs) {
    const [a, b, c, d] = run.output;
    const of = (step: string) => effects.filter((row) => row.run_id === run.id && row.step === step);
    // Each kept result is the result of one try that really was made …
    expect(of("a").filter((row) => row.nonce === a)).toHaveLength(1);
    expect(of("d").filter((row) => row.nonce === d)).toHaveLength(1);
    // … and once kept it never changes: whatever came later has seen it, and nothing else.
    expect(of("b").every((row) => row.seen === a)).toBe(true);
    expect(of("c").every((row) => row.seen === a)).toBe(true);
    expect(of("d").every((row) => row.seen === `${b} ${c}`)).toBe(true);
    repeated += of("a").length + of("b").length + of("c").length + of("d").length - 4;
  }
  // Only what was under way at a kill may be done again: at most the two parallel steps of each run.
  expect(repeated).toBeLessThanOrEqual(kills * acknowledged.length * 2);
});

test("a dead process's run is taken over within 10 s, after its last kept step", async () => {
  const schema = await makeSchema();
  const child = await startChild(schema);
  expect(await send(child.url, newId(), "hang")).toBeDefined();
  const effects = async () =>
    (await pool.query<{ step: string }>(`SELECT step FROM "${schema}".effect ORDER BY n`)).rows.map(
      (row) => row.step,
    );
  await until("the hanging step", async () => (await effects()).length === 2);
  await child.kill();
  const died = performance.now();

  // As on a shared PostgreSQL, where nobody may end another's lease before its time.
  const calls: string[] = [];
  const successor = await startTestEngine({
    database: { ...database, kind: "postgres" },
    schema,
    functions: (client) => [
      client.createFunction({ id: "hang", triggers: { event: "hang" } }, async ({ step }) => {
        const a = await step.run("a", () => calls.push("a"));
        await step.run("b", () => calls.push("b"));
        return a;
      }),
    ],
  });
  cleanUp.push(() => successor.stop());
  const run = await successor.ended("hang");
  expect(performance.now() - died).toBeLessThan(10_000);
  expect(performance.now() - died).toBeGreaterThan(leaseMs - 2500);
  expect(run.status).toBe("completed");
  expect(calls).toEqual(["b"]);
});

test("two engines share the work: each run is carried by one of them, each step is done once", async () => {
  const schema = randomSchema();
  const done: string[] = [];
  const start = (name: string) =>
    startTestEngine({
      database: { ...database, kind: "postgres" },
      schema,
      concurrency: 4,
      functions: (client) => [
        client.createFunction({ id: "share", triggers: { event: "go" } }, async ({ event, step }) => {
          const first = await step.run("one", async () => {
            await new Promise((resolve) => setTimeout(resolve, 30));
            done.push(`${event.id} one`);
            return name;
          });
          return step.run("two", () => {
            done.push(`${event.id} two`);
            return [first, name];
          });
        }),
      ],
    });
  const left = await start("left");
  cleanUp.push(() => left.stop());
  const right = await start("right");
  cleanUp.push(() => right.stop());
  await Promise.all(Array.from({ length: 40 }, (_, n) => left.send("go", {}, `e${n}`)));
  await until("all runs", async () => (await left.engine.runs.counts()).completed === 40);
  expect([...done].sort()).toEqual([...new Set(done)].sort());
  expect(done).toHaveLength(80);
  const outputs = (await pool.query(`SELECT output FROM "${schema}".run`)).rows.map((row) => row.output);
  expect(outputs.every(([one, two]) => one === two)).toBe(true);
  expect(new Set(outputs.map(([one]) => one)).size).toBe(2);
});

test("a process that lost its lease writes nothing any more", async () => {
  const schema = await makeSchema();
  const sql = sqlFor(schema);
  const functions = readFunctions([{ id: "f", triggers: [{ event: "e" }], steps: {} }]);
  const save = createProgressWriter({ pool, sql, functions });
  await pool.query(
    sql(`INSERT INTO "engine"."event" VALUES ('e1', 'e', '{"id":"e1","name":"e","data":{},"ts":1}')`),
  );
  await pool.query(
    sql(`INSERT INTO "engine"."run" ("id", "function_id", "event_id") VALUES ($1, 'f', 'e1')`),
    [newId()],
  );
  const lease = async () => {
    const claim = { limit: 1, functionIds: ["f"], held: [], limited: false, exclusive: false };
    return (await leaseRuns(pool, sql, { token: newId(), ...claim })).runs[0];
  };
  const stale = await lease();
  expect(await lease()).toBeUndefined();
  await pool.query(sql(`UPDATE "engine"."run" SET "lease_until" = now() - interval '1 s'`));
  const fresh = await lease();
  expect(fresh?.lost).toBe(1);

  const step: StepRow = {
    id: "s",
    op: "StepRun",
    name: "s",
    status: "completed",
    attempt: 0,
    tookMs: 1,
    output: '"mine"',
  };
  const progress = { steps: [step], failures: [], attempt: 0 };
  expect(await save(stale!, progress)).toBe(false);
  expect(await save(stale!, { steps: [], failures: [], attempt: 0, end: { output: "1" } })).toBe(false);
  expect(await save(stale!, { ...progress, end: { error: { name: "Error", message: "late" } } })).toBe(false);
  const { rows } = await pool.query(sql(`SELECT * FROM "engine"."step"`));
  expect(rows).toEqual([]);
  expect(await save(fresh!, progress)).toBe(true);
  // A second result of the same step, as after an answer that got lost, changes nothing.
  expect(await save(fresh!, { ...progress, steps: [{ ...step, output: '"again"' }] })).toBe(true);
  const kept = await pool.query(sql(`SELECT "output" FROM "engine"."step"`));
  expect(kept.rows).toEqual([{ output: "mine" }]);
});

const simple = (options: Partial<Parameters<typeof startTestEngine>[0]> = {}): Promise<TestEngine> =>
  startTestEngine({
    database,
    functions: (client) => [
      client.createFunction({ id: "nap", triggers: { event: "go" } }, async ({ step }) => {
        await step.sleep("nap", "1s");
        return "awake";
      }),
    ],
    ...options,
  });

test("a run that keeps killing its process is given up, visibly", async () => {
  const test = await simple();
  cleanUp.push(() => test.stop());
  const id = await test.send("go");
  await until("the nap", async () => (await test.engine.runs.counts()).waiting === 1);
  await pool.query(`UPDATE "${test.schema}".run SET lost = 11`);
  const run = await test.ended("nap", id);
  expect(run.status).toBe("failed");
  expect(run.error?.message).toMatch(/ended 11 times/);
});

test("stopping hands runs back at once, and does not count against them", async () => {
  let called = () => {};
  const step = new Promise<void>((resolve) => {
    called = resolve;
  });
  const schema = await makeSchema();
  const functions: Parameters<typeof startTestEngine>[0]["functions"] = (client) => [
    client.createFunction({ id: "slow", retries: 0, triggers: { event: "go" } }, async ({ step }) =>
      step.run("slow", async () => {
        called();
        await new Promise((resolve) => setTimeout(resolve, 30_000).unref());
      }),
    ),
  ];
  const first = await startTestEngine({ database, schema, functions });
  await first.send("go");
  await step;
  const begun = performance.now();
  await first.engine.stop();
  expect(performance.now() - begun).toBeLessThan(5000);
  const { rows } = await pool.query(
    `SELECT status, lease_token, lost, attempt, due_at <= now() AS due FROM "${schema}".run`,
  );
  expect(rows).toEqual([{ status: "active", lease_token: null, lost: 0, attempt: 0, due: true }]);
  await first.stop();
});

test("history goes by age: ended runs with their steps, then events nobody needs", async () => {
  const test = await simple();
  cleanUp.push(() => test.stop());
  const old = await test.ended("nap", await test.send("go", {}, "old"));
  const kept = await test.ended("nap", await test.send("go", {}, "kept"));
  await pool.query(`UPDATE "${test.schema}".run SET ended_at = now() - interval '31 days' WHERE id = $1`, [
    old.id,
  ]);
  await pool.query(`UPDATE "${test.schema}".event SET received_at = now() - interval '31 days'`);
  await removeHistory(database, sqlFor(test.schema), 30);
  expect((await test.engine.runs.list({})).map((run) => run.id)).toEqual([kept.id]);
  const events = await pool.query(`SELECT id FROM "${test.schema}".event`);
  expect(events.rows).toEqual([{ id: "kept" }]);
  const steps = await pool.query(`SELECT DISTINCT run_id FROM "${test.schema}".step`);
  expect(steps.rows).toEqual([{ run_id: kept.id }]);
});
