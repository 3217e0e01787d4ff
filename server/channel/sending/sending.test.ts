import { describe, expect, test } from "vitest";
import { quietUntil } from "./quiet-hours.ts";
import { hasTurn, intervalMs, takeTurn } from "./rate-limit.ts";
import { sending } from "./schema.ts";

const night = { from: "22:00", to: "08:00" };

describe("quiet hours", () => {
  test.each([
    ["before they begin", "Asia/Shanghai", night, "2026-11-23T13:59:59Z", null],
    ["as they begin", "Asia/Shanghai", night, "2026-11-23T14:00:00Z", "2026-11-24T00:00:00Z"],
    ["over midnight", "Asia/Shanghai", night, "2026-11-23T18:30:00Z", "2026-11-24T00:00:00Z"],
    ["their last second", "Asia/Shanghai", night, "2026-11-23T23:59:59.999Z", "2026-11-24T00:00:00Z"],
    ["as they end", "Asia/Shanghai", night, "2026-11-24T00:00:00Z", null],
    [
      "within a day",
      "Europe/Berlin",
      { from: "12:00", to: "13:30" },
      "2026-11-23T11:45:00Z",
      "2026-11-23T12:30:00Z",
    ],
    ["within a day, before", "Europe/Berlin", { from: "12:00", to: "13:30" }, "2026-11-23T10:59:00Z", null],
    ["half an hour off", "Asia/Kolkata", night, "2026-11-23T16:30:00Z", "2026-11-24T02:30:00Z"],
    ["until midnight", "UTC", { from: "20:00", to: "00:00" }, "2026-12-31T21:00:00Z", "2027-01-01T00:00:00Z"],
    // Berlin puts its clocks forward on 2026-03-29 at 01:00Z and back on 2026-10-25 at 01:00Z.
    [
      "the night the clocks go forward",
      "Europe/Berlin",
      night,
      "2026-03-28T22:00:00Z",
      "2026-03-29T06:00:00Z",
    ],
    ["the night before that", "Europe/Berlin", night, "2026-03-27T22:00:00Z", "2026-03-28T07:00:00Z"],
    ["the night they go back", "Europe/Berlin", night, "2026-10-24T21:00:00Z", "2026-10-25T07:00:00Z"],
    ["after they went back", "Europe/Berlin", night, "2026-10-25T02:00:00Z", "2026-10-25T07:00:00Z"],
    [
      "an end that does not exist",
      "Europe/Berlin",
      { from: "23:00", to: "02:30" },
      "2026-03-29T00:30:00Z",
      "2026-03-29T01:00:00Z",
    ],
    [
      "a beginning that does not exist",
      "Europe/Berlin",
      { from: "02:30", to: "05:00" },
      "2026-03-29T01:00:00Z",
      "2026-03-29T03:00:00Z",
    ],
    [
      "an end that comes twice, first",
      "Europe/Berlin",
      { from: "23:00", to: "02:30" },
      "2026-10-24T23:30:00Z",
      "2026-10-25T00:30:00Z",
    ],
    ["between the two", "Europe/Berlin", { from: "23:00", to: "02:30" }, "2026-10-25T00:45:00Z", null],
    [
      "and again",
      "Europe/Berlin",
      { from: "23:00", to: "02:30" },
      "2026-10-25T01:10:00Z",
      "2026-10-25T01:30:00Z",
    ],
    // Lord Howe moves by half an hour (2026-10-03T15:30Z: 02:00 becomes 02:30).
    [
      "half an hour forward",
      "Australia/Lord_Howe",
      { from: "23:00", to: "06:00" },
      "2026-10-03T13:00:00Z",
      "2026-10-03T19:00:00Z",
    ],
    // Samoa left 2011-12-30 out.
    ["a day that was left out", "Pacific/Apia", night, "2011-12-30T09:00:00Z", "2011-12-30T18:00:00Z"],
  ])("%s", (_, time_zone, hours, at, until) => {
    const found = quietUntil({ time_zone, ...hours }, new Date(at));
    expect(found?.toISOString() ?? null).toBe(until && new Date(until).toISOString());
  });

  test("what they end with is not quiet, and nothing before it is loud", () => {
    for (const time_zone of ["Europe/Berlin", "America/New_York", "Asia/Shanghai"])
      for (let hour = 0; hour < 24 * 14; hour++) {
        const at = new Date(Date.UTC(2026, 9, 20, hour, 17, 5));
        const until = quietUntil({ time_zone, ...night }, at);
        if (!until) continue;
        expect(quietUntil({ time_zone, ...night }, until)).toBeNull();
        expect(quietUntil({ time_zone, ...night }, new Date(until.getTime() - 1))).toEqual(until);
      }
  });
});

describe("a rate limit", () => {
  const now = new Date("2026-11-23T10:00:00.000Z");
  const later = (ms: number) => new Date(now.getTime() + ms);

  test.each([
    ["the first goes at once", { count: 20, per: "minute" }, null, now, later(3000)],
    ["long after the last", { count: 20, per: "minute" }, later(-60_000), now, later(3000)],
    ["right behind another", { count: 20, per: "minute" }, later(3000), later(3000), later(6000)],
    ["many a second", { count: 10, per: "second" }, later(100), later(100), later(200)],
  ] as const)("%s", (_, limit, freeAt, turnAt, next) => {
    expect(takeTurn(limit, freeAt, now)).toEqual({ turnAt, freeAt: next });
  });

  test("a hundred at one moment lie apart: no minute holds more than are allowed", () => {
    const limit = { count: 20, per: "minute" } as const;
    let freeAt: Date | null = null;
    const turns: number[] = [];
    for (let i = 0; i < 100; i++) {
      const taken = takeTurn(limit, freeAt, now);
      freeAt = taken.freeAt;
      turns.push(taken.turnAt.getTime());
    }
    for (const from of turns)
      expect(turns.filter((turn) => turn >= from && turn < from + 60_000).length).toBeLessThanOrEqual(20);
    expect(intervalMs(limit)).toBe(3000);
  });

  test.each([
    [null, false],
    [later(1), false],
    [now, true],
    [later(-5000), true],
    [later(-5001), false],
  ])("a turn at %s is good now: %s", (turnAt, good) => {
    expect(hasTurn(turnAt, now)).toBe(good);
  });
});

test.each([
  [{ quiet_hours: { time_zone: "Mars/Olympus", from: "22:00", to: "08:00" } }],
  [{ quiet_hours: { time_zone: "Asia/Shanghai", from: "24:00", to: "08:00" } }],
  [{ quiet_hours: { time_zone: "Asia/Shanghai", from: "08:00", to: "08:00" } }],
  [{ rate_limit: { count: 0, per: "minute" } }],
  [{ rate_limit: { count: 1.5, per: "minute" } }],
  [{ rate_limit: { count: 1, per: "hour" } }],
  [{ fallback_channel_id: "other" }],
])("%j is refused", (settings) => {
  expect(sending.safeParse(settings).success).toBe(false);
});
