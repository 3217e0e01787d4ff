import { NonRetriableError, RetryAfterError } from "inngest";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../server/testing/database.ts";
import { type AnyServer, startAnyServer } from "./testing/start-any-server.ts";
import { until } from "./testing/start-test-engine.ts";

/**
 * What Firstline's functions rely on, told by the functions alone: tried on the embedded engine, and on any Inngest server
 * by INNGEST_TEST_URL (see testing/start-any-server.ts). What needs the engine's own rows stands in the tests beside.
 */
let server: AnyServer;
const limitMs = process.env.INNGEST_TEST_URL ? 60_000 : 20_000;
const calls: string[] = [];
const callsOf = (prefix: string) => calls.filter((call) => call.startsWith(prefix));
const again = (message: string) => new RetryAfterError(message, "1s");
let limited = { now: 0, most: 0 };

beforeAll(async () => {
  server = await startAnyServer({ database: testDatabase(), env: process.env }, ({ client, named, tell }) => {
    const make = (
      id: string,
      options: object,
      // biome-ignore lint/suspicious/noExplicitAny: the SDK's own type of a handler's context depends on each trigger
      handler: (context: any) => unknown,
    ) => client.createFunction({ id, triggers: { event: named(id) }, ...options }, tell(id, handler));
    const double = make("double", { triggers: [], retries: 0 }, ({ event, step }) =>
      step.run("double", () => {
        if (event.data.n < 0) throw new NonRetriableError("negative");
        return event.data.n * 2;
      }),
    );
    return [
      double,
      make("three", {}, async ({ event, step }) => {
        const a = await step.run("a", () => calls.push("three a") && event.data.n + 1);
        const b = await step.run("b", () => calls.push("three b") && { a, text: "ä 灯 \u0000" });
        await step.run("c", () => void calls.push("three c"));
        return { a, b };
      }),
      make("parallel", { retries: 2 }, async ({ step }) => {
        const pair = await Promise.all([
          step.run("good", () => calls.push("parallel good") && 1),
          step.run("bad", () => {
            if (calls.push("parallel bad") && callsOf("parallel bad").length < 3) throw again("not yet");
            return 2;
          }),
        ]);
        return [...pair, await step.run("last", () => calls.push("parallel last") && 3)];
      }),
      make("catcher", { retries: 1 }, async ({ step }) => {
        try {
          await step.run("hopeless", () => {
            calls.push("catcher");
            throw again("no way");
          });
        } catch (error) {
          return step.run("rescue", () => `caught ${(error as Error).message}`);
        }
      }),
      client.createFunction(
        {
          id: "fatal",
          retries: 5,
          triggers: { event: named("fatal") },
          // biome-ignore lint/suspicious/noExplicitAny: as above
          onFailure: tell("told of fatal", ({ error, event }: any) => [error.message, event.data.event.data]),
        },
        async ({ step }) => {
          await step.run("boom", () => {
            calls.push("fatal");
            throw new NonRetriableError("never again");
          });
        },
      ),
      make("outside", { retries: 2 }, () => {
        if (calls.push("outside") && callsOf("outside").length < 3) throw again("outside");
        return "inside";
      }),
      make("sleeper", {}, async ({ event, step }) => {
        await step.sleep("nap", "1s");
        await step.sleepUntil("until", new Date(event.data.until));
        return step.run("awake", () => Date.now());
      }),
      make("sender", {}, async ({ step }) => {
        const { ids } = await step.sendEvent("tell", { name: named("told"), data: { n: 1 } });
        await step.sleep("nap", "1s");
        return ids.length;
      }),
      make("receiver", { triggers: { event: named("told"), if: "event.data.n == 1" } }, () => "told"),
      make("order", {}, async ({ step }) => {
        const paid = await step.waitForEvent("paid", {
          event: named("paid"),
          match: "data.order",
          timeout: "1h",
        });
        return paid?.data.amount;
      }),
      make("auction", {}, async ({ step }) => {
        const bid = await step.waitForEvent("bid", {
          event: named("bid"),
          if: "async.data.amount >= event.data.least",
          timeout: "2s",
        });
        return bid === null ? "nobody" : bid.data.amount;
      }),
      make("caller", { retries: 0 }, async ({ step }) => {
        const good = await step.invoke("good", { function: double, data: { n: 4 } });
        const bad = await step
          .invoke("bad", { function: double, data: { n: -1 } })
          .catch((error: Error) => error.message);
        return [good, bad];
      }),
      make(
        "reminder",
        { cancelOn: [{ event: named("stop"), match: "data.id" }] },
        async ({ event, step }) => {
          await step.run("noted", () => calls.push(`noted ${event.data.id}`));
          await step.sleep("a while", "4s");
          return step.run("remind", () => calls.push(`reminded ${event.data.id}`));
        },
      ),
      make("limited", { concurrency: 2 }, ({ step }) =>
        step.run("work", async () => {
          limited = { now: limited.now + 1, most: Math.max(limited.most, limited.now + 1) };
          await new Promise((resolve) => setTimeout(resolve, 100));
          limited.now -= 1;
        }),
      ),
      make("once", { idempotency: "event.data.cart" }, ({ event }) => event.data.cart),
      make("each", { triggers: { event: named("once") } }, ({ event }) => event.data.cart),
    ];
  });
}, 60_000);
afterAll(() => server?.stop());

const run = async (functionId: string, data: Record<string, unknown> = {}) =>
  server.result(functionId, await server.send(functionId, data), limitMs);
const options = { timeout: limitMs + 10_000 };

test("steps run once each, in order, and their results arrive", options, async () => {
  expect(await run("three", { n: 1 })).toEqual({ a: 2, b: { a: 2, text: "ä 灯 \u0000" } });
  expect(callsOf("three")).toEqual(["three a", "three b", "three c"]);
});

test("a parallel step that fails is tried again without repeating the other", options, async () => {
  expect(await run("parallel")).toEqual([1, 2, 3]);
  expect(callsOf("parallel").sort()).toEqual([
    ...Array(3).fill("parallel bad"),
    "parallel good",
    "parallel last",
  ]);
});

test("a step that failed for good is an error the function can catch", options, async () => {
  expect(await run("catcher")).toBe("caught no way");
  expect(callsOf("catcher")).toHaveLength(2);
});

test("NonRetriableError ends the run at once; onFailure hears of it", options, async () => {
  await server.send("fatal", { order: 7 });
  await until("onFailure", async () => server.results("told of fatal").length > 0, limitMs);
  expect(server.results("told of fatal")).toEqual([["never again", { order: 7 }]]);
  expect(callsOf("fatal")).toHaveLength(1);
});

test("an error outside of steps is tried again when it says", options, async () => {
  const begun = Date.now();
  expect(await run("outside")).toBe("inside");
  expect(callsOf("outside")).toHaveLength(3);
  expect(Date.now() - begun).toBeGreaterThan(1900);
});

test("sleep and sleepUntil last as long as they say", options, async () => {
  const begun = Date.now();
  const awake = Number(await run("sleeper", { until: begun + 2500 }));
  expect(awake - begun).toBeGreaterThanOrEqual(2500);
  expect(awake - begun).toBeLessThan(8000);
});

test("sendEvent in a step starts the other function once, though the step is replayed", options, async () => {
  expect(await run("sender")).toBe(1);
  await until("the receiver", async () => server.results("receiver").length > 0, limitMs);
  expect(server.results("receiver")).toEqual(["told"]);
});

test("waitForEvent goes on with the event that matches, and with no other", options, async () => {
  const first = await server.send("order", { order: "A" });
  const answer = server.result("order", first, limitMs);
  let done = false;
  answer.finally(() => {
    done = true;
  });
  // When it begins to wait is for the server to know: until it does, payments pass by.
  while (!done) {
    await server.send("paid", { order: "C", amount: 1 });
    await server.send("paid", { order: "A", amount: 6 });
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  expect(await answer).toBe(6);
});

test(
  "waitForEvent takes an if over both events, and answers null when its time is over",
  options,
  async () => {
    const begun = Date.now();
    const unsold = await server.send("auction", { least: 10 });
    await new Promise((resolve) => setTimeout(resolve, 700));
    await server.send("bid", { amount: 9 });
    expect(await server.result("auction", unsold, limitMs)).toBe("nobody");
    expect(Date.now() - begun).toBeGreaterThan(1900);
    const sold = await server.send("auction", { least: 10 });
    await new Promise((resolve) => setTimeout(resolve, 700));
    await server.send("bid", { amount: 9 });
    await server.send("bid", { amount: 11 });
    expect(await server.result("auction", sold, limitMs)).toBe(11);
  },
);

test("invoke gives the other function's result, or its error", options, async () => {
  const [good, bad] = (await run("caller")) as [number, string];
  expect(good).toBe(8);
  expect(bad).toContain("negative");
});

test("cancelOn ends the runs whose condition holds, and no other", options, async () => {
  await server.send("reminder", { id: 1 });
  const kept = await server.send("reminder", { id: 2 });
  await until("both to be noted", async () => callsOf("noted").length === 2, limitMs);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await server.send("stop", { id: 1 });
  await server.result("reminder", kept, limitMs);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(callsOf("reminded")).toEqual(["reminded 2"]);
});

test("concurrency keeps to its limit", options, async () => {
  await Promise.all(Array.from({ length: 8 }, () => server.send("limited")));
  await until("all of them", async () => server.results("limited").length === 8, limitMs);
  expect(limited.most).toBeLessThanOrEqual(2);
});

test("idempotency starts one run for a key; an event id counts once", options, async () => {
  const sameId = `same-${Date.now()}`;
  await server.send("once", { cart: "1" });
  await server.send("once", { cart: "1" });
  await server.send("once", { cart: "2" }, sameId);
  await server.send("once", { cart: "2" }, sameId);
  await until("every event", async () => server.results("each").length >= 3, limitMs);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(server.results("each").sort()).toEqual(["1", "1", "2"]);
  expect(server.results("once").sort()).toEqual(["1", "2"]);
});
