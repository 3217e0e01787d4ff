import { quietUntil } from "../../channel/sending/quiet-hours.ts";
import { hasTurn, takeTurn } from "../../channel/sending/rate-limit.ts";
import type { Sending } from "../../channel/sending/schema.ts";

/** What a reply waits for, before anything of it leaves. */
export const waitReasons = ["quiet_hours", "rate_limit", "earlier_reply"] as const;
export type WaitReason = (typeof waitReasons)[number];

export type Gate =
  | { kind: "go"; freeAt?: Date }
  /** `freeAt` where it took a turn: the first turn that is left. */
  | { kind: "wait"; reason: WaitReason; until: Date; freeAt?: Date }
  | { kind: "hold" }
  | { kind: "fall_back"; channelId: string };

export type GateFacts = {
  now: Date;
  channel: { pausedAt: Date | null; sending: Sending; freeAt: Date | null };
  /** Where it may go instead; null where it may not. */
  fallback: { id: string; pausedAt: Date | null } | null;
  delivery: { createdAt: Date; turnAt: Date | null };
  /** A reply of the same conversation by the same channel that was approved before and is still under way. */
  earlier: { nextAttemptAt: Date | null } | null;
};

const second = 1000;
const longestLookMs = 5 * 60 * second;

/**
 * Whether a reply may leave now. A paused channel holds it, or hands it to its fallback; replies of one conversation leave
 * in the order they were approved; then quiet hours, then its turn, which is taken last so that none is wasted.
 */
export function gateOf({ now, channel, fallback, delivery, earlier }: GateFacts): Gate {
  const { quiet_hours: quiet, rate_limit: limit } = channel.sending;
  if (channel.pausedAt)
    return fallback && !fallback.pausedAt ? { kind: "fall_back", channelId: fallback.id } : { kind: "hold" };
  if (earlier) return { kind: "wait", reason: "earlier_reply", until: lookAgainAt(earlier, delivery, now) };
  const until = quiet ? quietUntil(quiet, now) : null;
  if (until) return { kind: "wait", reason: "quiet_hours", until };
  if (!limit || hasTurn(delivery.turnAt, now)) return { kind: "go" };
  const { turnAt, freeAt } = takeTurn(limit, channel.freeAt, now);
  return turnAt > now
    ? { kind: "wait", reason: "rate_limit", until: turnAt, freeAt }
    : { kind: "go", freeAt };
}

/** Just after the earlier one is tried again; where that is not known, ever less often. */
function lookAgainAt(
  { nextAttemptAt }: { nextAttemptAt: Date | null },
  { createdAt }: { createdAt: Date },
  now: Date,
): Date {
  const waited = now.getTime() - createdAt.getTime();
  const soon = now.getTime() + Math.min(Math.max(waited / 4, second), longestLookMs);
  return new Date(Math.max(soon, (nextAttemptAt?.getTime() ?? 0) + second));
}

/**
 * Whether a reply that its channel cannot send may go by another: only where none of the attempts can have had an effect,
 * and once.
 */
export function mayFallBack(delivery: {
  fallbackFrom: string | null;
  attempts: { outcome: string; mayHaveArrived: boolean }[];
}): boolean {
  if (delivery.fallbackFrom !== null) return false;
  return delivery.attempts.every(({ outcome, mayHaveArrived }) => outcome === "failed" && !mayHaveArrived);
}
