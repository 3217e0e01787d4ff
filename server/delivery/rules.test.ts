import { expect, test } from "vitest";
import { parseRetryAfter } from "../channel/kinds/retry-after.ts";
import { attemptDelaysMs, maxAttempts, nextStep } from "./rules.ts";

const failed = (more: { retryAfterSeconds?: number } = {}) => ({
  outcome: "failed" as const,
  error: "…",
  ...more,
});

test.each([
  ["what was sent is through", 1, { outcome: "sent" }, { outcome: "sent" }],
  ["what failed is tried again", 1, failed(), { outcome: "retry", delayMs: 5000 }],
  ["each time later", 2, failed(), { outcome: "retry", delayMs: 300_000 }],
  ["a refusal ends it", 1, { outcome: "refused", error: "…" }, { outcome: "give_up" }],
  ["what may have arrived is not sent again", 1, { outcome: "unknown", error: "…" }, { outcome: "unknown" }],
  ["the schedule ends", maxAttempts, failed(), { outcome: "give_up" }],
  ["Retry-After is honoured", 1, failed({ retryAfterSeconds: 60 }), { outcome: "retry", delayMs: 60_000 }],
  [
    "a short Retry-After does not hurry",
    2,
    failed({ retryAfterSeconds: 1 }),
    { outcome: "retry", delayMs: 300_000 },
  ],
] as const)("%s", (_name, number, result, expected) => {
  expect(nextStep(number, result, 0.5)).toEqual(expected);
});

test("jitter stays within a fifth of the delay", () => {
  for (let number = 1; number < maxAttempts; number++)
    for (const random of [0, 0.25, 0.999]) {
      const step = nextStep(number, failed(), random);
      if (step.outcome !== "retry") throw new Error("expected a retry");
      expect(Math.abs(step.delayMs / attemptDelaysMs[number]! - 1)).toBeLessThanOrEqual(0.2);
    }
});

test("Retry-After is seconds or a date", () => {
  const now = new Date("2026-11-23T10:00:00Z");
  expect(parseRetryAfter("120", now)).toBe(120);
  expect(parseRetryAfter("Mon, 23 Nov 2026 10:01:00 GMT", now)).toBe(60);
  expect(parseRetryAfter("Mon, 23 Nov 2026 09:01:00 GMT", now)).toBe(0);
  expect(parseRetryAfter("soon", now)).toBeUndefined();
  expect(parseRetryAfter(undefined, now)).toBeUndefined();
});
