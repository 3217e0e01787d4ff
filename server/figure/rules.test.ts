import { expect, test } from "vitest";
import { lowestIdAt, newId } from "../platform/ids.ts";
import { dayStarts, isTimeZone } from "./rules.ts";

test.each([
  // [zone, now, days, the first moments]
  ["UTC", "2026-11-23T00:00:00Z", 2, ["2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z"]],
  ["Asia/Shanghai", "2026-11-23T15:59:59Z", 2, ["2026-11-21T16:00:00Z", "2026-11-22T16:00:00Z"]],
  ["Asia/Shanghai", "2026-11-23T16:00:00Z", 1, ["2026-11-23T16:00:00Z"]],
  // The clocks go back on the 25th: that day has 25 hours.
  [
    "Europe/Berlin",
    "2026-10-26T12:00:00Z",
    3,
    ["2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"],
  ],
  [
    "Europe/Berlin",
    "2026-03-30T12:00:00Z",
    3,
    ["2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"],
  ],
  // Midnight does not exist: the clocks go from 23:59 to 01:00.
  ["Africa/Cairo", "2026-04-24T12:00:00Z", 2, ["2026-04-22T22:00:00Z", "2026-04-23T22:00:00Z"]],
  ["Asia/Kathmandu", "2026-11-23T12:00:00Z", 1, ["2026-11-22T18:15:00Z"]],
  ["America/St_Johns", "2026-01-01T01:00:00Z", 1, ["2025-12-31T03:30:00Z"]],
])("the days of %s at %s", (zone, now, days, expected) => {
  expect(dayStarts(new Date(now), zone, days)).toEqual(expected.map((at) => new Date(at)));
});

test("a zone is one the machine knows", () => {
  expect(["UTC", "Asia/Shanghai", "Mars/Base", "", "../etc"].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test("the lowest id of a moment is below every id made since, and above those before", () => {
  const before = newId();
  const lowest = lowestIdAt(new Date(Date.now() + 5));
  expect(lowest > before).toBe(true);
  expect(lowestIdAt(new Date(Date.now() - 1)) < newId()).toBe(true);
});
