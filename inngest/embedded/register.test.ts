import { expect, test } from "vitest";
import { gatesOf, idempotencyKeyOf, readFunctions, UnsupportedFunctionError } from "./register.ts";

const base = {
  id: "app-f",
  name: "F",
  triggers: [{ event: "a" }],
  steps: { step: { retries: { attempts: 2 } } },
};
const read = (more: object) => [...readFunctions([{ ...base, ...more }]).values()][0]!;
const event = { id: "1", name: "a", ts: 1, data: { user: "u1", n: 2 } };

test.each([
  [{ debounce: { period: "1s" } }, /debounce/],
  [{ throttle: { limit: 1, period: "1s" } }, /throttle/],
  [{ rateLimit: { limit: 1, period: "1s" } }, /rateLimit/],
  [{ batchEvents: { maxSize: 2, timeout: "1s" } }, /batchEvents/],
  [{ priority: { run: "1" } }, /priority/],
  [{ singleton: { mode: "skip" } }, /singleton/],
  [{ timeouts: { start: "1s" } }, /timeouts/],
  [{ somethingNew: true }, /somethingNew/],
  [{ triggers: [{ event: "app/*" }] }, /app\/\*/],
  [{ triggers: [{ event: "inngest/function.finished" }] }, /does not send/],
  [{ triggers: [{ event: "a", expression: "size(event.data) > 1" }] }, /trigger condition/],
  [{ triggers: [{ cron: "* * * * *", jitter: "1m" }] }, /jitter \(in trigger\)/],
  [{ triggers: [{ event: "a", debounce: "1s" }] }, /debounce/],
  [{ concurrency: { limit: 1, priority: "1" } }, /priority \(in concurrency\)/],
  [{ cancel: [{ event: "b", within: "1s" }] }, /within \(in cancelOn\)/],
  [{ steps: { step: {}, other: {} } }, /other \(in steps\)/],
  [{ steps: { step: { timeout: "1s" } } }, /timeout \(in step\)/],
  [{ steps: { step: { retries: { attempts: 1, backoff: "1s" } } } }, /backoff \(in retries\)/],
  [{ triggers: [{ cron: "*/5 * * * * *" }] }, /five fields/],
  [{ triggers: [{ cron: "61 * * * *" }] }, /cannot be read/],
  [{ triggers: [{ cron: "TZ=Mars/Olympus * * * * *" }] }, /cannot be read/],
  [{ concurrency: 0 }, /at least 1/],
  [{ concurrency: { limit: 1, scope: "account" } }, /without a key/],
  [{ concurrency: { limit: 1, key: "event.data.a ? 1 : 2" } }, /concurrency key/],
  [{ idempotency: "has(event.data.a)" }, /idempotency key/],
  [{ cancel: [{ event: "b", if: "x == 1" }] }, /cancelOn condition/],
  [{ steps: { step: { retries: { attempts: 21 } } } }, /retries/],
])("%j is refused with the function's name and what to do", (more, sentence) => {
  expect(() => read(more)).toThrow(UnsupportedFunctionError);
  expect(() => read(more)).toThrow(sentence);
  expect(() => read(more)).toThrow(/^Function "app-f".*run it on an Inngest server/);
});

test("options that are absent or null ask for nothing", () => {
  expect(read({ debounce: undefined, throttle: null })).toMatchObject({
    maxAttempts: 3,
    concurrency: [],
    cancelOn: [],
  });
  expect(read({ steps: {} }).maxAttempts).toBe(5);
});

test("gates are shared by value, within a function or beyond it", () => {
  const [gate] = gatesOf(read({ concurrency: { limit: 2, key: "event.data.user" } }), event);
  const [other] = gatesOf(read({ id: "app-g", concurrency: { limit: 2, key: "event.data.user" } }), event);
  expect(gate?.limit).toBe(2);
  expect(gate?.gate).not.toBe(other?.gate);
  const shared = { concurrency: { limit: 2, key: '"crm"', scope: "env" } };
  expect(gatesOf(read(shared), event)).toEqual(gatesOf(read({ id: "app-g", ...shared }), event));
});

test("idempotency keys tell values apart, and are absent where the event lacks them", () => {
  const key = (source: string) => idempotencyKeyOf(read({ idempotency: source }), event);
  expect(key("event.data.user")).toBe(key("event.data.user"));
  expect(key("event.data.user")).not.toBe(key("event.data.n"));
  expect(key("event.data.missing")).toBeUndefined();
});
