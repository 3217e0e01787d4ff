import { afterEach, expect, test, vi } from "vitest";
import { nextCronTime, parseMoment, publishedBackoff, retryAfterMs, startCronTimers } from "./schedule.ts";

afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ["1s", 1000],
  ["1d2h3m4s", 93_784_000],
  ["2w", 1_209_600_000],
  ["", 0],
])("the span %j is %d ms", (text, afterMs) => {
  expect(parseMoment(text)).toEqual({ afterMs });
});

test("dates are points in time; nonsense and more than 366 days are refused", () => {
  expect(parseMoment("2026-01-02T03:04:05.678Z")).toEqual({ at: new Date("2026-01-02T03:04:05.678Z") });
  for (const bad of ["soon", "5", "1x", "53w", "9999-01-01T00:00:00Z"])
    expect(() => parseMoment(bad)).toThrow(RangeError);
});

test("the back-off is the published one with up to 30 s of jitter", () => {
  const seconds = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200, 7200];
  seconds.forEach((base, index) => {
    const waits = Array.from({ length: 50 }, () => publishedBackoff(index + 1));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(base * 1000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(base * 1000 + 30_000);
    expect(new Set(waits).size).toBeGreaterThan(1);
  });
});

test("retry-after is seconds or a date, from 1 s to 24 h", () => {
  const now = new Date("2026-01-01T00:00:00Z");
  expect(retryAfterMs("7", now)).toBe(7000);
  expect(retryAfterMs("0", now)).toBe(1000);
  expect(retryAfterMs("9999999", now)).toBe(86_400_000);
  expect(retryAfterMs("2026-01-01T00:01:00Z", now)).toBe(60_000);
  expect(retryAfterMs("whenever", now)).toBeUndefined();
});

test.each([
  ["0 9 * * 1-5", "2026-11-20T09:00:00Z", "2026-11-23T09:00:00Z"],
  ["*/15 * * * *", "2026-11-20T09:01:00Z", "2026-11-20T09:15:00Z"],
  ["TZ=Asia/Kathmandu 0 9 * * *", "2026-11-20T00:00:00Z", "2026-11-20T03:15:00Z"],
  // On the day that summer time skips this time, an hour later by the clock on the wall.
  ["TZ=Europe/Berlin 30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"],
])("%s after %s is %s", (cron, after, next) => {
  expect(nextCronTime(cron, new Date(after)).toISOString()).toBe(new Date(next).toISOString());
});

test("timers fire at each time once, over waits longer than a timer holds, and not after stop", () => {
  vi.useFakeTimers({ now: new Date("2026-01-01T00:00:30Z") });
  const fired: string[] = [];
  const timers = startCronTimers([
    { cron: "0 12 * * *", fire: (at) => fired.push(at.toISOString()) },
    { cron: "1 0 1 1 *", fire: (at) => fired.push(`year ${at.toISOString()}`) },
  ]);
  vi.advanceTimersByTime(2 * 86_400_000);
  expect(fired).toEqual([
    "year 2026-01-01T00:01:00.000Z",
    "2026-01-01T12:00:00.000Z",
    "2026-01-02T12:00:00.000Z",
  ]);
  timers.stop();
  vi.advanceTimersByTime(2 * 86_400_000);
  expect(fired).toHaveLength(3);
});

test("after a sleep of the machine only the next time is fired, not all that passed", () => {
  vi.useFakeTimers({ now: new Date("2026-01-01T00:00:30Z") });
  const fired: string[] = [];
  const timers = startCronTimers([{ cron: "* * * * *", fire: (at) => fired.push(at.toISOString()) }]);
  vi.setSystemTime(new Date("2026-01-01T05:00:30Z"));
  vi.advanceTimersByTime(90_000);
  expect(fired.length).toBeLessThanOrEqual(3);
  expect(fired.at(-1)).toMatch(/^2026-01-01T05:0/);
  timers.stop();
});
