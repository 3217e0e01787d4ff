import { afterEach, expect, test } from "vitest";
import { testDatabase } from "../../server/testing/database.ts";
import { startTestEngine, type TestEngine, until } from "./testing/start-test-engine.ts";

let running: TestEngine | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const start = async (functions: Parameters<typeof startTestEngine>[0]["functions"], options = {}) => {
  running = await startTestEngine({ database: testDatabase(), functions, ...options });
  return running;
};
const waiting = (engine: TestEngine["engine"], count: number) =>
  until(`${count} waiting runs`, async () => (await engine.runs.counts()).waiting === count);

test("waitForEvent goes on with the event that matches, and with no other", async () => {
  const { send, ended, engine } = await start((client) => [
    client.createFunction({ id: "order", triggers: { event: "order" } }, async ({ step }) => {
      const paid = await step.waitForEvent("paid", { event: "paid", match: "data.order.id", timeout: "1h" });
      return paid?.data;
    }),
  ]);
  const first = await send("order", { order: { id: "A" } });
  const second = await send("order", { order: { id: "B" } });
  await waiting(engine, 2);
  await send("paid", { order: { id: "C" } });
  await send("shipped", { order: { id: "B" } });
  await send("paid", { order: { id: "B" }, amount: 5 });
  expect((await ended("order", second)).output).toEqual({ order: { id: "B" }, amount: 5 });
  await waiting(engine, 1);
  await send("paid", { order: { id: "A" }, amount: 6 });
  expect((await ended("order", first)).output).toEqual({ order: { id: "A" }, amount: 6 });
});

test("waitForEvent takes an if over both events, and answers null when its time is over", async () => {
  const { send, ended, engine } = await start((client) => [
    client.createFunction({ id: "bid", triggers: { event: "auction" } }, async ({ step }) => {
      const bid = await step.waitForEvent("bid", {
        event: "bid",
        if: "async.data.amount >= event.data.least && (async.data.by != 'me' || !(event.data.own == true))",
        timeout: "2s",
      });
      return bid === null ? "nobody" : bid.data.amount;
    }),
  ]);
  const sold = await send("auction", { least: 10 });
  await waiting(engine, 1);
  await send("bid", { amount: 9, by: "you" });
  await send("bid", { amount: 11, by: "you" });
  expect((await ended("bid", sold)).output).toBe(11);
  const unsold = await send("auction", { least: 10 });
  await send("bid", { amount: 9 });
  expect((await ended("bid", unsold)).output).toBe("nobody");
});

test("an event ends every wait it matches, once, however often it is sent", async () => {
  const { send, ended, engine } = await start((client) => [
    client.createFunction({ id: "two", triggers: { event: "go" } }, async ({ step }) => {
      const [a, b] = await Promise.all([
        step.waitForEvent("a", { event: "yes", timeout: "1h" }),
        step.waitForEvent("b", { event: "yes", timeout: "1h" }),
      ]);
      const c = await step.waitForEvent("c", { event: "yes", timeout: "1s" });
      return [a?.id, b?.id, c];
    }),
  ]);
  const id = await send("go");
  await waiting(engine, 1);
  await send("yes", {}, "yes-1");
  await until("the third wait", async () => {
    const [run] = await engine.runs.list({});
    return (await engine.runs.get(run!.id))?.steps.some((step) => step.name === "c");
  });
  await send("yes", {}, "yes-1");
  expect((await ended("two", id)).output).toEqual(["yes-1", "yes-1", null]);
});

test("a wait that resolves while another step is running is taken up at once", async () => {
  let free = () => {};
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });
  const order: string[] = [];
  const { send, ended, engine } = await start((client) => [
    client.createFunction({ id: "mixed", triggers: { event: "go" } }, async ({ step }) => {
      await Promise.all([
        step.run("long", async () => {
          await held;
          order.push("long");
        }),
        step.waitForEvent("yes", { event: "yes", timeout: "1h" }).then(() =>
          step.run("after yes", () => {
            order.push("after yes");
          }),
        ),
        step.sleep("nap", "1s").then(() =>
          step.run("after nap", () => {
            order.push("after nap");
            free();
          }),
        ),
      ]);
    }),
  ]);
  const id = await send("go");
  await until("the wait", async () => {
    const [run] = await engine.runs.list({});
    return run && (await engine.runs.get(run.id))?.steps.some((step) => step.name === "yes");
  });
  await send("yes");
  await ended("mixed", id);
  expect(order.indexOf("after nap")).toBeLessThan(order.indexOf("long"));
  expect([...order].sort()).toEqual(["after nap", "after yes", "long"]);
});

test("invoke gives the other function's result, its error, or gives up in time", async () => {
  const { send, ended } = await start((client) => {
    const double = client.createFunction({ id: "double", retries: 0 }, async ({ event, step }) => {
      const { n } = event.data as { n: number };
      if (n < 0) throw new Error("negative");
      if (n > 100) await step.sleep("long", "1h");
      return step.run("double", () => n * 2);
    });
    return [
      double,
      client.createFunction({ id: "caller", retries: 0, triggers: { event: "go" } }, async ({ step }) => {
        const good = await step.invoke("good", { function: double, data: { n: 4 } });
        const attempt = (n: number) =>
          step
            .invoke(`with ${n}`, { function: double, data: { n }, timeout: "1s" })
            .catch((error: Error) => error.message);
        return [good, await attempt(-1), await attempt(101)];
      }),
    ];
  });
  const run = await ended("caller", await send("go"));
  expect(run.output).toEqual([8, "negative", "The invoked function did not end in time."]);
});

test("cancelOn ends the runs whose condition holds; their function is not called again", async () => {
  const called: unknown[] = [];
  const { send, ended, engine } = await start((client) => [
    client.createFunction(
      { id: "reminder", triggers: { event: "go" }, cancelOn: [{ event: "stop", match: "data.id" }] },
      async ({ event, step }) => {
        await step.sleep("day", "1s");
        await step.run("remind", () => called.push(event.data.id));
      },
    ),
    client.createFunction(
      { id: "watch", triggers: { event: "inngest/function.cancelled" } },
      ({ event }) => event.data.function_id,
    ),
  ]);
  const stopped = await send("go", { id: 1 });
  const kept = await send("go", { id: 2 });
  await waiting(engine, 2);
  await send("stop", { id: 1 });
  expect((await ended("reminder", stopped)).status).toBe("cancelled");
  expect((await ended("reminder", kept)).status).toBe("completed");
  expect((await ended("watch")).output).toBe("app-reminder");
  expect(called).toEqual([2]);
});

test("concurrency keeps to its limit, for each key", async () => {
  let now = 0;
  let most = 0;
  const perKey = new Map<string, number>();
  let mostPerKey = 0;
  const { send, engine } = await start((client) => [
    client.createFunction(
      {
        id: "limited",
        triggers: { event: "go" },
        concurrency: [{ limit: 3 }, { limit: 1, key: "event.data.key" }],
      },
      async ({ event, step }) => {
        const { key } = event.data as { key: string };
        await step.run("work", async () => {
          most = Math.max(most, ++now);
          perKey.set(key, (perKey.get(key) ?? 0) + 1);
          mostPerKey = Math.max(mostPerKey, perKey.get(key)!);
          await new Promise((resolve) => setTimeout(resolve, 50));
          perKey.set(key, perKey.get(key)! - 1);
          now--;
        });
      },
    ),
    client.createFunction({ id: "free", triggers: { event: "free" } }, () => "free"),
  ]);
  const begun = Date.now();
  await Promise.all(Array.from({ length: 12 }, (_, n) => send("go", { key: `k${n % 4}` })));
  await until("all runs", async () => (await engine.runs.counts()).completed === 12);
  // A freed place is taken at once: by the poll of two seconds four rounds would take three of them.
  expect(Date.now() - begun).toBeLessThan(5000);
  expect(most).toBe(3);
  expect(mostPerKey).toBe(1);
});

test("idempotency starts one run for a key; an event id counts once for ever", async () => {
  const { send, engine } = await start((client) => [
    client.createFunction(
      { id: "once", triggers: { event: "go" }, idempotency: "event.data.cart + '-' + event.data.user" },
      () => "ran",
    ),
    client.createFunction({ id: "each", triggers: { event: "go" } }, () => "ran"),
  ]);
  await send("go", { cart: "1", user: "a" });
  await send("go", { cart: "1", user: "a" });
  await send("go", { cart: "1", user: "b" });
  await send("go", { cart: "1", user: "c" }, "same");
  await send("go", { cart: "1", user: "c" }, "same");
  await until("the runs", async () => (await engine.runs.counts()).completed === 7);
  expect(await engine.runs.list({ functionId: "app-once" })).toHaveLength(3);
  expect(await engine.runs.list({ functionId: "app-each" })).toHaveLength(4);
});

test("what the engine cannot do fails its step with a sentence", async () => {
  const { send, ended } = await start((client) => [
    client.createFunction({ id: "odd", retries: 0, triggers: { event: "go" } }, async ({ step }) => {
      const message = (error: Error) => error.message;
      return [
        await step
          .waitForEvent("a", { event: "x", if: "async.data.list.size() > 1", timeout: "1h" })
          .catch(message),
        await step.waitForSignal("b", { signal: "s", timeout: "1h", onConflict: "fail" }).catch(message),
        await step.waitForEvent("c", { event: "inngest/function.finished", timeout: "1h" }).catch(message),
      ];
    }),
  ]);
  const output = (await ended("odd", await send("go"))).output as string[];
  expect(output[0]).toMatch(/size/);
  expect(output[1]).toMatch(/WaitForSignal/);
  expect(output[2]).toMatch(/never sent/);
});
