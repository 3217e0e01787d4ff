import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../server/testing/database.ts";
import { acceptIn, newRun } from "./accept-events.ts";
import { cronEvent } from "./own-events.ts";
import { readFunctions } from "./register.ts";
import { inTransaction } from "./store.ts";
import { sqlFor } from "./tables.ts";
import { startTestEngine, type TestEngine, until } from "./testing/start-test-engine.ts";

let running: TestEngine;
let fail = true;
const cronTimes: unknown[] = [];
beforeAll(async () => {
  running = await startTestEngine({
    database: testDatabase(),
    functions: (client) => [
      client.createFunction(
        { id: "brittle", name: "Brittle", retries: 0, triggers: { event: "go" } },
        async ({ step }) =>
          step.run("work", () => {
            if (fail) throw new Error("broken");
            return "whole";
          }),
      ),
      client.createFunction({ id: "waiter", triggers: { event: "wait" } }, async ({ step }) => {
        await step.sleep("long", "1h");
      }),
      client.createFunction({ id: "nightly", triggers: { cron: "0 3 * * *" } }, ({ event }) => {
        cronTimes.push([event.name, event.ts]);
      }),
    ],
  });
});
afterAll(() => running.stop());

test("a failed run is listed, counted and shown whole; run again it succeeds", async () => {
  const { engine, send, ended } = running;
  const failed = await ended("brittle", await send("go", { n: 1 }, "go-1"));
  expect(failed).toMatchObject({
    functionId: "app-brittle",
    functionName: "Brittle",
    status: "failed",
    eventName: "go",
    error: { message: "broken" },
    steps: [{ name: "work", op: "StepFailed", status: "failed", error: { message: "broken" } }],
    // The step's try, then the function's, which did not catch it.
    attempts: [
      { number: 0, stepName: "work", error: { message: "broken" } },
      { number: 0, stepName: null, error: { message: "broken" } },
    ],
  });
  expect(failed.startedAt!.getTime()).toBeGreaterThanOrEqual(failed.createdAt.getTime());
  expect(failed.endedAt!.getTime()).toBeGreaterThanOrEqual(failed.startedAt!.getTime());
  expect((await engine.metrics()).failed).toBe(1);

  fail = false;
  const again = await engine.runs.rerun(failed.id);
  const rerun = await until("the rerun", async () => {
    const run = await engine.runs.get(again!);
    return run?.endedAt ? run : undefined;
  });
  expect(rerun).toMatchObject({
    status: "completed",
    output: "whole",
    rerunOf: failed.id,
    event: { id: "go-1" },
  });
  expect((await engine.runs.get(failed.id))?.status).toBe("failed");
});

test("a waiting run is cancelled once, and does not come back", async () => {
  const { engine, send } = running;
  const id = await send("wait");
  const run = await until("the wait", async () => (await engine.runs.list({ status: "waiting" }))[0]);
  expect(await engine.runs.cancel(run.id)).toBe(true);
  expect(await engine.runs.cancel(run.id)).toBe(false);
  expect(await engine.runs.get(run.id)).toMatchObject({ status: "cancelled", event: { id } });
  expect((await engine.runs.counts()).waiting).toBe(0);
});

test("lists go newest first, by pages, and by function", async () => {
  const { engine, send, ended } = running;
  const ids = [];
  for (let n = 0; n < 5; n++) ids.push((await ended("brittle", await send("go"))).id);
  const first = await engine.runs.list({ functionId: "app-brittle", status: "completed", limit: 3 });
  expect(first.map((run) => run.id)).toEqual([...ids].reverse().slice(0, 3));
  const next = await engine.runs.list({
    functionId: "app-brittle",
    status: "completed",
    limit: 2,
    cursor: first.at(-1)!.id,
  });
  expect(next.map((run) => run.id)).toEqual([...ids].reverse().slice(3, 5));
  expect(await engine.runs.get("00000000-0000-7000-8000-000000000000")).toBeUndefined();
  expect(await engine.runs.rerun("00000000-0000-7000-8000-000000000000")).toBeUndefined();
});

test("the queue's depth and age count what nobody takes up", async () => {
  const { engine, schema } = running;
  const { pool } = testDatabase();
  await pool.query(`INSERT INTO "${schema}".event (id, name, body) VALUES ('old', 'old', '{}')`);
  await pool.query(
    `INSERT INTO "${schema}".run (id, function_id, event_id, due_at) VALUES (gen_random_uuid(), 'app-gone', 'old', now() - interval '90 s')`,
  );
  const metrics = await engine.metrics();
  expect(metrics.queueDepth).toBe(1);
  expect(metrics.oldestAgeSeconds).toBeGreaterThanOrEqual(90);
  expect(metrics.oldestAgeSeconds).toBeLessThan(120);
});

test("a cron time starts its function once, however many processes fire it", async () => {
  const { pool } = testDatabase();
  const functions = readFunctions([{ id: "app-nightly", triggers: [{ cron: "0 3 * * *" }], steps: {} }]);
  const store = { pool, sql: sqlFor(running.schema), functions };
  const nominal = new Date("2026-01-01T03:00:00Z");
  for (let n = 0; n < 3; n++) {
    const event = cronEvent("app-nightly", "0 3 * * *", nominal);
    await inTransaction(pool, (tx) =>
      acceptIn(tx, store, [event], [newRun(functions.get("app-nightly")!, event)]),
    );
  }
  await running.ended("nightly");
  expect(cronTimes).toEqual([["inngest/scheduled.timer", nominal.getTime()]]);
  expect(await running.engine.runs.list({ functionId: "app-nightly" })).toHaveLength(1);
});
