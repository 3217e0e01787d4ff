import type { SendResult } from "../channel/kinds/kind.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Delay before each attempt in milliseconds, after the one before: the schedule the field's big senders publish. */
export const attemptDelaysMs = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  10 * hour,
] as const;

export const maxAttempts = attemptDelaysMs.length;

const jitter = 0.2;
const longestRetryAfterMs = 24 * hour;

export type NextStep =
  | { outcome: "sent" }
  | { outcome: "retry"; delayMs: number }
  | { outcome: "give_up" }
  /** It may have arrived, and trying again might send it twice: a person decides. */
  | { outcome: "unknown" };

/**
 * What follows attempt `number` (1-based): what failed is tried again until the schedule ends. `random` in [0, 1) spreads the
 * delay by ±20 %; a receiver's Retry-After is honoured up to a day.
 */
export function nextStep(number: number, result: SendResult, random: number): NextStep {
  if (result.outcome === "sent" || result.outcome === "unknown") return { outcome: result.outcome };
  if (result.outcome === "refused") return { outcome: "give_up" };
  const base = attemptDelaysMs[number];
  if (base === undefined) return { outcome: "give_up" };
  const spread = base * (1 - jitter + 2 * jitter * random);
  const asked = (result.retryAfterSeconds ?? 0) * second;
  return { outcome: "retry", delayMs: Math.round(Math.max(spread, Math.min(asked, longestRetryAfterMs))) };
}

/**
 * Whether an attempt without success may have had its effect all the same: the line broke on the way back, or a server
 * failed that had the request (RFC 9110 §15.6; 501 and 503 say that it did nothing).
 */
export function perhapsArrived(result: SendResult): boolean {
  if (result.outcome === "sent" || result.outcome === "refused") return false;
  if (result.outcome === "unknown") return true;
  const status = result.httpStatus ?? 0;
  return result.mayHaveArrived ?? (status >= 500 && status !== 501 && status !== 503);
}

/** An attempt that has been under way for so long was lost with its process. */
const lostAfterMs = 2 * minute;

/**
 * Whether a delivery may be tried anew: it failed, was cancelled, or nobody knows whether it arrived, it waits for its next attempt, or what tried it is
 * gone. One that a paused channel holds goes when the channel is resumed, one that waits for its hour when that has come.
 */
export function mayRetry(
  delivery: { status: string; nextAttemptAt: Date | null; waitsFor?: string | null; updatedAt: Date },
  now: Date,
): boolean {
  const { status, nextAttemptAt, waitsFor = null, updatedAt } = delivery;
  if (status === "failed" || status === "cancelled" || status === "unknown") return true;
  if (status === "queued") return nextAttemptAt !== null && waitsFor === null;
  return status === "sending" && now.getTime() - updatedAt.getTime() > lostAfterMs;
}

/** Whether a delivery may be cancelled: while nothing of it is under way. */
export function mayCancel(status: string): boolean {
  return status === "queued" || status === "held";
}
