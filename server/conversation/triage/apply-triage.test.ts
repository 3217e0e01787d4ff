import { expect, test } from "vitest";
import type { Attention, ConversationStatus, TriageChange, TriageState } from "../schema.ts";
import { applyTriage, changedFields } from "./apply-triage.ts";

const later = new Date("2026-03-02T09:00:00Z");
const lying: TriageState = {
  id: "c1",
  status: "open",
  unread: true,
  assigneeId: null,
  priority: "normal",
  snoozedUntil: null,
  lastActivityAt: new Date("2026-03-01T09:00:00Z"),
};

type Case = {
  name: string;
  from?: Partial<TriageState>;
  change: TriageChange;
  pending?: boolean;
  attention?: Attention;
  to: Partial<TriageState>;
};

test.each<Case>([
  { name: "assign", change: { assigneeId: "u1" }, to: { assigneeId: "u1" } },
  {
    name: "nobody's again",
    from: { assigneeId: "u1" },
    change: { assigneeId: null },
    to: { assigneeId: null },
  },
  { name: "priority", change: { priority: "urgent" }, to: { priority: "urgent" } },
  { name: "read", change: { unread: false }, to: { unread: false } },
  {
    name: "resolving reads, and ends a snooze",
    from: { snoozedUntil: later, status: "awaiting_review" },
    change: { resolved: true },
    to: { status: "closed", snoozedUntil: null, unread: false },
  },
  {
    name: "opened again without a suggestion",
    from: { status: "closed" },
    change: { resolved: false },
    to: { status: "open" },
  },
  {
    name: "opened again with one it waits for review",
    from: { status: "closed" },
    change: { resolved: false },
    pending: true,
    to: { status: "awaiting_review" },
  },
  {
    name: "and where nobody could draft",
    from: { status: "closed", attention: "failed" } as Partial<TriageState>,
    change: { resolved: false },
    attention: "failed",
    to: { status: "awaiting_review" },
  },
  {
    name: "what was not delivered is open, not under review",
    from: { status: "answered" },
    change: { resolved: false },
    attention: "delivery_failed",
    to: { status: "open" },
  },
  {
    name: "what is open stays where it is",
    from: { status: "awaiting_review" },
    change: { resolved: false },
    to: {},
  },
  {
    name: "snoozing what waits leaves its status",
    from: { status: "awaiting_review" },
    change: { snoozedUntil: later },
    to: { snoozedUntil: later },
  },
  {
    name: "snoozing what was closed makes it work again",
    from: { status: "closed" },
    change: { snoozedUntil: later },
    to: { snoozedUntil: later, status: "open" },
  },
  {
    name: "woken by hand",
    from: { snoozedUntil: later },
    change: { snoozedUntil: null },
    to: { snoozedUntil: null },
  },
])("$name", ({ from, change, pending = false, attention = null, to }) => {
  const before = { ...lying, ...from };
  expect(applyTriage(before, change, { hasPending: pending, attention })).toEqual({ ...before, ...to });
});

test("only what differs has changed, dates by their time", () => {
  const statuses: ConversationStatus[] = ["open", "closed"];
  expect(changedFields(lying, { ...lying })).toEqual([]);
  expect(
    changedFields({ ...lying, snoozedUntil: later }, { ...lying, snoozedUntil: new Date(later) }),
  ).toEqual([]);
  expect(changedFields(lying, { ...lying, status: statuses[1]!, snoozedUntil: later })).toEqual([
    "status",
    "snoozedUntil",
  ]);
});
