import { expect, test } from "vitest";
import { type Gate, type GateFacts, gateOf, mayFallBack } from "./rules.ts";

const now = new Date("2026-11-23T18:00:00.000Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const quiet_hours = { time_zone: "Asia/Shanghai", from: "22:00", to: "08:00" };
const rate_limit = { count: 20, per: "minute" } as const;
const morning = new Date("2026-11-24T00:00:00.000Z");

type Over = {
  [Part in keyof GateFacts]?: GateFacts[Part] extends Date ? Date : Partial<GateFacts[Part]> | null;
};
function facts(over: Over): GateFacts {
  return {
    now,
    fallback: null,
    earlier: null,
    ...over,
    channel: { pausedAt: null, sending: {}, freeAt: null, ...over.channel },
    delivery: { createdAt: now, turnAt: null, ...over.delivery },
  } as GateFacts;
}

const other = { id: "b", pausedAt: null };

const cases: [string, Over, Gate][] = [
  ["nothing in its way", {}, { kind: "go" }],
  ["paused", { channel: { pausedAt: now } }, { kind: "hold" }],
  [
    "paused, with a fallback",
    { channel: { pausedAt: now }, fallback: other },
    { kind: "fall_back", channelId: "b" },
  ],
  ["both paused", { channel: { pausedAt: now }, fallback: { ...other, pausedAt: now } }, { kind: "hold" }],
  ["a fallback alone changes nothing", { fallback: other }, { kind: "go" }],
  [
    "quiet",
    { channel: { sending: { quiet_hours } } },
    { kind: "wait", reason: "quiet_hours", until: morning },
  ],
  ["paused goes before quiet", { channel: { pausedAt: now, sending: { quiet_hours } } }, { kind: "hold" }],
  ["its turn is now", { channel: { sending: { rate_limit } } }, { kind: "go", freeAt: later(3000) }],
  [
    "its turn is later",
    { channel: { sending: { rate_limit }, freeAt: later(9000) } },
    { kind: "wait", reason: "rate_limit", until: later(9000), freeAt: later(12_000) },
  ],
  [
    "the turn it took has come",
    { channel: { sending: { rate_limit }, freeAt: later(9000) }, delivery: { turnAt: later(-100) } },
    { kind: "go" },
  ],
  [
    "the turn it took was slept through",
    { channel: { sending: { rate_limit } }, delivery: { turnAt: later(-60_000) } },
    { kind: "go", freeAt: later(3000) },
  ],
  [
    "no turn is taken at night",
    { channel: { sending: { rate_limit, quiet_hours } } },
    { kind: "wait", reason: "quiet_hours", until: morning },
  ],
  [
    "behind another that is just leaving",
    { earlier: { nextAttemptAt: null } },
    { kind: "wait", reason: "earlier_reply", until: later(1000) },
  ],
  [
    "behind another, for long already",
    { earlier: { nextAttemptAt: null }, delivery: { createdAt: later(-3_600_000) } },
    { kind: "wait", reason: "earlier_reply", until: later(300_000) },
  ],
  [
    "behind another that is tried again later",
    { earlier: { nextAttemptAt: later(1_800_000) } },
    { kind: "wait", reason: "earlier_reply", until: later(1_801_000) },
  ],
];

test.each(cases)("%s", (_, over, expected) => {
  expect(gateOf(facts(over))).toEqual(expected);
});

const attempt = (outcome: string, mayHaveArrived = false) => ({ outcome, mayHaveArrived });
test.each([
  ["nothing was tried", null, [], true],
  ["refused", null, [attempt("failed")], true],
  ["refused again and again", null, [attempt("failed"), attempt("failed")], true],
  ["one of them may have arrived", null, [attempt("failed", true), attempt("failed")], false],
  ["nobody knows", null, [attempt("unknown")], false],
  ["one is open", null, [attempt("sending")], false],
  ["it went by a fallback before", "a", [attempt("failed")], false],
] as const)("a reply may go by another channel: %s", (_, fallbackFrom, attempts, expected) => {
  expect(mayFallBack({ fallbackFrom, attempts: [...attempts] })).toBe(expected);
});
