import { describe, expect, it, test } from "vitest";
import type { SendResult } from "./kinds/kind.ts";
import { afterFailure, bearingOf, pausedAfter, toldAfter, troubleOf } from "./rules.ts";

const failed = (over: object): SendResult => ({ outcome: "failed", error: "e", ...over });
const refused = (over: object): SendResult => ({ outcome: "refused", error: "e", ...over });

test.each<[string, SendResult, ReturnType<typeof bearingOf>]>([
  ["taken", { outcome: "sent", httpStatus: 200 }, "works"],
  ["gone for good", refused({ httpStatus: 410, fault: "gone" }), "gone"],
  ["a key that is not accepted", refused({ httpStatus: 401, fault: "credentials" }), "credentials"],
  ["no secret", refused({ code: "no_secret" }), "settings"],
  ["an address that may not be reached", refused({ code: "host_not_allowed" }), "settings"],
  // The customer's, or this reply's: no reason to stop everybody else's.
  ["a customer without an address", refused({}), null],
  ["a number that takes no messages", refused({ httpStatus: 400 }), null],
  ["a mailbox that does not exist", refused({ response: "550 no such user" }), null],
  ["a full mailbox", failed({ response: "452 mailbox full" }), null],
  ["a body that is not taken", failed({ httpStatus: 422 }), null],
  ["too fast", failed({ httpStatus: 429 }), null],
  ["a code inside 200 that passes", failed({ httpStatus: 200 }), null],
  ["a deleted channel", refused({ code: "channel_deleted" }), null],
  ["a crash of our own", { outcome: "unknown", error: "e", code: "cut_off" }, null],
  // The destination's.
  ["nobody there", failed({ code: "unreachable", mayHaveArrived: false }), "trouble"],
  ["no answer in time", failed({ code: "timed_out", mayHaveArrived: true }), "trouble"],
  ["a server's error", failed({ httpStatus: 503 }), "trouble"],
  ["a wrong path", failed({ httpStatus: 404 }), "trouble"],
  ["a line that broke", { outcome: "unknown", error: "e" }, "trouble"],
])("%s says of the channel: %o", (_, result, expected) => {
  expect(bearingOf(result)).toBe(expected);
});

describe("a failure", () => {
  const start = new Date("2026-11-23T10:00:00Z");
  const after = (ms: number) => new Date(start.getTime() + ms);
  const well = { failingSince: null, failedInARow: 0 };

  it.each(["gone", "credentials", "settings"] as const)("%s pauses at once", (bearing) => {
    expect(afterFailure(well, bearing, start)).toEqual({
      failingSince: start,
      failedInARow: 1,
      pause: bearing,
    });
  });

  const { inARow, ms } = pausedAfter;
  it.each([
    ["many within a moment", inARow * 50, 60_000, null],
    ["one reply's own eight attempts over a day", 8, 27 * 3_600_000, null],
    ["one too few", inARow - 1, ms, null],
    ["a moment too short", inARow, ms - 1, null],
    ["many over a long time", inARow, ms, "failing"],
  ])("in an outage, %s: %s", (_, count, lasted, pause) => {
    const before = { failingSince: start, failedInARow: count - 1 };
    expect(afterFailure(before, "trouble", after(lasted))).toEqual({
      failingSince: start,
      failedInARow: count,
      pause,
    });
  });
});

test.each([
  ["well", null, null, 0, null],
  ["a stumble", null, null, toldAfter - 1, null],
  ["failing, and trying", null, null, toldAfter, "still"],
  ["paused by a person", "2026-11-23", null, 50, null],
  ["paused by itself", "2026-11-23", "credentials" as const, 1, "credentials"],
])("%s is told as such", (_, paused, pauseReason, failedInARow, expected) => {
  const pausedAt = paused === null ? null : new Date(paused);
  expect(troubleOf({ pausedAt, pauseReason, failedInARow, failingSince: null })).toBe(expected);
});
