import { afterEach, expect, test } from "vitest";
import { testDatabase } from "../../server/testing/database.ts";
import { startTestEngine, type TestEngine, until } from "./testing/start-test-engine.ts";

/** What any server must do stands in any-server.test.ts; here is what shows in this engine's own rows. */
let running: TestEngine | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const start = async (functions: Parameters<typeof startTestEngine>[0]["functions"], options = {}) => {
  running = await startTestEngine({ database: testDatabase(), functions, ...options });
  return running;
};

test("three steps run once each, in order, and their results arrive", async () => {
  const calls: string[] = [];
  const { send, ended } = await start((client) => [
    client.createFunction({ id: "three", triggers: { event: "go" } }, async ({ event, step }) => {
      const a = await step.run("a", () => {
        calls.push("a");
        return event.data.n + 1;
      });
      const b = await step.run("b", () => {
        calls.push("b");
        return { a, text: "ä\u0000\ud800" };
      });
      await step.run("c", () => void calls.push("c"));
      return { a, b };
    }),
  ]);
  const run = await ended("three", await send("go", { n: 1 }));
  expect(run.status).toBe("completed");
  expect(run.output).toEqual({ a: 2, b: { a: 2, text: "ä\u0000\ud800" } });
  expect(calls).toEqual(["a", "b", "c"]);
  expect(run.steps.map((step) => [step.name, step.status])).toEqual([
    ["a", "completed"],
    ["b", "completed"],
    ["c", "completed"],
  ]);
});

test("parallel steps each run once, chains go on while others are still running", async () => {
  const calls: string[] = [];
  let free = () => {};
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });
  const { send, ended } = await start((client) => [
    client.createFunction({ id: "parallel", triggers: { event: "go" } }, async ({ step }) => {
      const slow = step.run("slow", async () => {
        calls.push("slow");
        await held;
        return "slow";
      });
      const chain = step
        .run("first", () => void calls.push("first"))
        .then(() =>
          step.run("second", () => {
            calls.push("second");
            free();
            return "second";
          }),
        );
      const both = await Promise.all([slow, chain]);
      const last = await step.run("last", () => {
        calls.push("last");
        return "last";
      });
      return [...both, last];
    }),
  ]);
  const run = await ended("parallel", await send("go"));
  expect(run.output).toEqual(["slow", "second", "last"]);
  expect([...calls].sort()).toEqual(["first", "last", "second", "slow"]);
});

test("a failing step is tried again with the back-off, then the function goes on", async () => {
  const backoffs: number[] = [];
  let tries = 0;
  const { send, ended } = await start(
    (client) => [
      client.createFunction(
        { id: "flaky", retries: 3, triggers: { event: "go" } },
        async ({ step, attempt }) => {
          const value = await step.run("flaky", () => {
            if (++tries < 3) throw new Error(`try ${tries}`);
            return tries;
          });
          return { value, attempt };
        },
      ),
    ],
    {
      backoff: (attempt: number) => {
        backoffs.push(attempt);
        return 20;
      },
    },
  );
  const run = await ended("flaky", await send("go"));
  expect(run.output).toEqual({ value: 3, attempt: 0 });
  expect(backoffs).toEqual([1, 2]);
  expect(run.attempts.map((attempt) => [attempt.number, attempt.stepName, attempt.error.message])).toEqual([
    [0, "flaky", "try 1"],
    [1, "flaky", "try 2"],
  ]);
});

test("an error outside of steps is retried as well, and counted", async () => {
  let tries = 0;
  const { send, ended } = await start((client) => [
    client.createFunction({ id: "outside", retries: 2, triggers: { event: "go" } }, async () => {
      tries++;
      throw new Error("outside");
    }),
  ]);
  const run = await ended("outside", await send("go"));
  expect(run.status).toBe("failed");
  expect(tries).toBe(3);
  expect(run.attempts.map((attempt) => [attempt.number, attempt.stepId])).toEqual([
    [0, null],
    [1, null],
    [2, null],
  ]);
});

test("sleep and sleepUntil last as long as they say, and the run is not leased meanwhile", async () => {
  const { send, ended, engine } = await start((client) => [
    client.createFunction({ id: "sleeper", triggers: { event: "go" } }, async ({ event, step }) => {
      await step.sleep("nap", "1s");
      await step.sleepUntil("until", new Date(event.data.until));
      return step.run("awake", () => Date.now());
    }),
  ]);
  const begun = Date.now();
  const id = await send("go", { until: begun + 2500 });
  await until("the run to wait", async () => (await engine.runs.counts()).waiting === 1);
  const run = await ended("sleeper", id);
  expect(Number(run.output) - begun).toBeGreaterThanOrEqual(2500);
  expect(Number(run.output) - begun).toBeLessThan(4000);
});

test("an endless result or step is refused instead of stored", async () => {
  const { send, ended } = await start((client) => [
    client.createFunction({ id: "huge", retries: 0, triggers: { event: "go" } }, async ({ step }) => {
      await step.run("huge", () => "x".repeat(4 * 1024 * 1024 + 1));
    }),
    client.createFunction({ id: "many", retries: 0, triggers: { event: "go" } }, async ({ step }) => {
      await Promise.all(Array.from({ length: 1001 }, (_, n) => step.sleep(`s${n}`, "1h")));
    }),
  ]);
  const id = await send("go");
  expect((await ended("huge", id)).error?.message).toMatch(/larger than 4 MB/);
  expect((await ended("many", id)).error?.message).toMatch(/more than 1000 steps/);
});

test("a sleep that is over before it is kept ends at once, and nobody else waits for it", async () => {
  const { send, ended } = await start((client) => [
    client.createFunction({ id: "late", triggers: { event: "go" } }, async ({ event, step }) => {
      await step.sleepUntil("past", new Date(event.data.past));
      await step.sleep("moment", 1);
      return step.run("awake", () => "awake");
    }),
  ]);
  const begun = Date.now();
  expect((await ended("late", await send("go", { past: begun - 60_000 }))).output).toBe("awake");
});
