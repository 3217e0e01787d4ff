import type { ErrorCode } from "../../errors.ts";
import { once } from "../../platform/registry.ts";

export type ReceptionOutcome = "accepted" | "duplicate" | "handshake" | ErrorCode;

const counts = once("reception-counts", () => new Map<ReceptionOutcome, number>());

export function countOutcome(outcome: ReceptionOutcome): void {
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
}

/** How the calls of this process ended since it started: all of them, also those that are only logged (404, 503). */
export function receptionCounts(): ReadonlyMap<ReceptionOutcome, number> {
  return counts;
}
