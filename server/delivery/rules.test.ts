import { expect, test } from "vitest";
import { attemptDelaysMs, maxAttempts, nextStep, parseRetryAfter } from "./rules.ts";

test.each([
  ["200 is success", 1, { kind: "answered", status: 200 }, { outcome: "sent" }],
  ["204 is success", 3, { kind: "answered", status: 204 }, { outcome: "sent" }],
  ["500 is tried again", 1, { kind: "answered", status: 500 }, { outcome: "retry", delayMs: 5000 }],
  ["a redirect is a failure", 1, { kind: "answered", status: 302 }, { outcome: "retry", delayMs: 5000 }],
  ["no answer is tried again", 2, { kind: "unreachable" }, { outcome: "retry", delayMs: 300_000 }],
  ["410 ends it", 1, { kind: "answered", status: 410 }, { outcome: "give_up" }],
  ["a forbidden address ends it", 1, { kind: "forbidden" }, { outcome: "give_up" }],
  ["the schedule ends", maxAttempts, { kind: "unreachable" }, { outcome: "give_up" }],
  [
    "Retry-After is honoured",
    1,
    { kind: "answered", status: 429, retryAfterSeconds: 60 },
    { outcome: "retry", delayMs: 60_000 },
  ],
  [
    "a short Retry-After does not hurry",
    2,
    { kind: "answered", status: 503, retryAfterSeconds: 1 },
    { outcome: "retry", delayMs: 300_000 },
  ],
] as const)("%s", (_name, number, result, expected) => {
  expect(nextStep(number, result, 0.5)).toEqual(expected);
});

test("jitter stays within a fifth of the delay", () => {
  for (let number = 1; number < maxAttempts; number++)
    for (const random of [0, 0.25, 0.999]) {
      const step = nextStep(number, { kind: "unreachable" }, random);
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
