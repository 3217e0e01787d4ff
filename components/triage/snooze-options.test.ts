import { expect, test } from "vitest";
import { snoozeOptions, typedSnooze } from "./snooze-options.ts";

const local = (date: Date) =>
  `${date.getMonth() + 1}-${date.getDate()} ${date.getHours()}:${String(date.getMinutes()).padStart(2, "0")}`;

test.each([
  [
    "a Wednesday",
    new Date(2026, 2, 4, 15, 20),
    {
      hour: "3-4 16:20",
      threeHours: "3-4 18:20",
      tomorrow: "3-5 9:00",
      monday: "3-9 9:00",
      week: "3-11 9:00",
    },
  ],
  [
    "a Sunday",
    new Date(2026, 2, 1, 8, 0),
    { hour: "3-1 9:00", threeHours: "3-1 11:00", tomorrow: "3-2 9:00", week: "3-8 9:00" },
  ],
  [
    "a Monday",
    new Date(2026, 2, 2, 8, 0),
    { hour: "3-2 9:00", threeHours: "3-2 11:00", tomorrow: "3-3 9:00", monday: "3-9 9:00", week: "3-9 9:00" },
  ],
])("on %s", (_, now, expected) => {
  const options = snoozeOptions(now);
  expect(Object.fromEntries(options.map(({ name, until }) => [name, local(until)]))).toEqual(expected);
  expect(options.map(({ until }) => +until)).toEqual(
    options.map(({ until }) => +until).toSorted((a, b) => a - b),
  );
});

test.each([
  ["45m", 45],
  ["2 hours", 120],
  ["1d", 1440],
  ["3天", 4320],
  ["2 周", 20_160],
  ["30 分钟", 30],
  ["0h", undefined],
  ["h", undefined],
  ["2 moons", undefined],
  ["constructor", undefined],
  ["1 constructor", undefined],
  ["9999h", undefined],
])("typed: %s", (text, minutes) => {
  const now = new Date(2026, 2, 4, 15, 20);
  const until = typedSnooze(text, now);
  expect(until && (until.getTime() - now.getTime()) / 60_000).toBe(minutes);
});
