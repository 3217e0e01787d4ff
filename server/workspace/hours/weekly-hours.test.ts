import { expect, test } from "vitest";
import { clockAt, isWithinHours, nextChange, type WeeklyHours, weeklyHours } from "./weekly-hours.ts";

const week = [1, 2, 3, 4, 5];
const hours = (zone: string, ...spans: WeeklyHours["spans"]): WeeklyHours => ({ zone, spans });
const office = (timeZone: string) => hours(timeZone, { days: week, from: "09:00", to: "18:00" });
const night = (timeZone: string) => hours(timeZone, { days: [5], from: "22:00", to: "06:00" });
const always = (timeZone: string) =>
  hours(timeZone, { days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00" });

// 2026-11-23 is a Monday.
test.each([
  ["Monday nine sharp", office("Asia/Shanghai"), "2026-11-23T01:00:00Z", true],
  ["a minute before", office("Asia/Shanghai"), "2026-11-23T00:59:59.999Z", false],
  ["the last minute", office("Asia/Shanghai"), "2026-11-23T09:59:59Z", true],
  ["the end itself", office("Asia/Shanghai"), "2026-11-23T10:00:00Z", false],
  ["Sunday in London is Monday in Shanghai", office("Asia/Shanghai"), "2026-11-22T23:30:00Z", false],
  ["Monday morning there, Sunday by UTC", office("Pacific/Auckland"), "2026-11-22T20:30:00Z", true],
  ["Saturday", office("Asia/Shanghai"), "2026-11-28T04:00:00Z", false],
  ["a zone of half an hour", office("Asia/Kolkata"), "2026-11-23T03:30:00Z", true],
  ["a zone of three quarters", office("Asia/Kathmandu"), "2026-11-23T03:14:00Z", false],
  ["Friday night before midnight", night("Europe/Berlin"), "2026-11-27T22:00:00Z", true],
  ["Friday night after midnight", night("Europe/Berlin"), "2026-11-28T04:59:00Z", true],
  ["Saturday at six", night("Europe/Berlin"), "2026-11-28T05:00:00Z", false],
  ["the night before is Thursday's", night("Europe/Berlin"), "2026-11-27T03:00:00Z", false],
  [
    "Sunday night into Monday",
    hours("UTC", { days: [7], from: "20:00", to: "02:00" }),
    "2026-11-23T01:00:00Z",
    true,
  ],
  ["midnight belongs to the new day", always("UTC"), "2026-11-23T00:00:00Z", true],
  [
    "24:00 ends the day",
    hours("UTC", { days: [1], from: "12:00", to: "24:00" }),
    "2026-11-24T00:00:00Z",
    false,
  ],
  ["until midnight", hours("UTC", { days: [1], from: "12:00", to: "00:00" }), "2026-11-23T23:59:00Z", true],
  [
    "one of several spans",
    hours("UTC", { days: [1], from: "08:00", to: "12:00" }, { days: [1], from: "13:00", to: "17:00" }),
    "2026-11-23T12:30:00Z",
    false,
  ],
  // Berlin's clocks: forward on 2026-03-29 at 02:00, back on 2026-10-25 at 03:00.
  ["nine o'clock in winter", office("Europe/Berlin"), "2026-03-27T08:00:00Z", true],
  ["nine o'clock in summer", office("Europe/Berlin"), "2026-03-30T07:00:00Z", true],
  ["an hour too early in winter", office("Europe/Berlin"), "2026-10-26T07:00:00Z", false],
  [
    "the repeated hour, first",
    hours("Europe/Berlin", { days: [7], from: "02:00", to: "03:00" }),
    "2026-10-25T00:30:00Z",
    true,
  ],
  [
    "the repeated hour, again",
    hours("Europe/Berlin", { days: [7], from: "02:00", to: "03:00" }),
    "2026-10-25T01:30:00Z",
    true,
  ],
  [
    "the hour that is left out",
    hours("Europe/Berlin", { days: [7], from: "02:00", to: "03:00" }),
    "2026-03-29T01:00:00Z",
    false,
  ],
])("%s", (_, given, at, expected) => {
  expect(weeklyHours.parse(given)).toEqual(given);
  expect(isWithinHours(given, new Date(at))).toBe(expected);
});

test.each([
  ["evening to morning", office("Asia/Shanghai"), "2026-11-23T11:00:00Z", "2026-11-24T01:00:00.000Z"],
  ["over the weekend", office("Asia/Shanghai"), "2026-11-27T10:00:00Z", "2026-11-30T01:00:00.000Z"],
  ["from within to the end", office("Asia/Shanghai"), "2026-11-23T05:12:34Z", "2026-11-23T10:00:00.000Z"],
  ["the very minute it begins is within", office("UTC"), "2026-11-23T09:00:00Z", "2026-11-23T18:00:00.000Z"],
  ["the end of a night", night("Europe/Berlin"), "2026-11-27T23:30:00Z", "2026-11-28T05:00:00.000Z"],
  [
    "over a change to summer time",
    office("Europe/Berlin"),
    "2026-03-27T17:00:00Z",
    "2026-03-30T07:00:00.000Z",
  ],
  [
    "into an hour that is left out",
    hours("Europe/Berlin", { days: [7], from: "02:30", to: "06:00" }),
    "2026-03-28T12:00:00Z",
    "2026-03-29T01:00:00.000Z",
  ],
  [
    "a span that is left out wholly comes a week later",
    hours("Europe/Berlin", { days: [7], from: "02:00", to: "03:00" }),
    "2026-03-28T12:00:00Z",
    "2026-04-05T00:00:00.000Z",
  ],
  [
    "to the minute, also where clocks move by half an hour",
    hours("Australia/Lord_Howe", { days: [7], from: "02:07", to: "05:00" }),
    "2026-10-03T14:00:00Z",
    "2026-10-03T15:30:00.000Z",
  ],
  ["hours that never end", always("UTC"), "2026-11-23T12:00:00Z", null],
])("next: %s", (_, given, at, expected) => {
  expect(nextChange(given, new Date(at))?.toISOString() ?? null).toBe(expected);
});

test.each([
  ["no such place", { zone: "Asia/Beijng", spans: [{ days: [1], from: "09:00", to: "18:00" }] }],
  ["an offset", { zone: "+08:00", spans: [{ days: [1], from: "09:00", to: "18:00" }] }],
  ["no hours", { zone: "UTC", spans: [] }],
  ["no day", { zone: "UTC", spans: [{ days: [], from: "09:00", to: "18:00" }] }],
  ["an eighth day", { zone: "UTC", spans: [{ days: [8], from: "09:00", to: "18:00" }] }],
  ["25 o'clock", { zone: "UTC", spans: [{ days: [1], from: "09:00", to: "25:00" }] }],
  ["24:00 as a beginning", { zone: "UTC", spans: [{ days: [1], from: "24:00", to: "08:00" }] }],
  ["nothing between", { zone: "UTC", spans: [{ days: [1], from: "09:00", to: "09:00" }] }],
])("%s is refused", (_, given) => {
  expect(weeklyHours.safeParse(given).success).toBe(false);
});

test("a moment as it is said there", () => {
  expect(clockAt(office("Asia/Shanghai"), new Date("2026-11-28T19:12:30Z"))).toEqual({
    day: 7,
    clock: "03:12",
  });
  expect(clockAt(office("UTC"), new Date("2026-11-23T00:00:00Z"))).toEqual({ day: 1, clock: "00:00" });
});
