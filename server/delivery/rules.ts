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

/** What one attempt met. */
export type AttemptResult =
  | { kind: "answered"; status: number; retryAfterSeconds?: number }
  | { kind: "unreachable" }
  /** Our own settings forbid the attempt (a blocked address, a deleted channel): trying again cannot help. */
  | { kind: "forbidden" };

export type NextStep = { outcome: "sent" } | { outcome: "retry"; delayMs: number } | { outcome: "give_up" };

/**
 * What follows attempt `number` (1-based). 2xx is success; 410 says the receiver is gone for good (Standard Webhooks,
 * "Responses"); everything else, redirects too, is tried again until the schedule ends. `random` in [0, 1) spreads the
 * delay by ±20 %; a receiver's Retry-After is honoured up to a day.
 */
export function nextStep(number: number, result: AttemptResult, random: number): NextStep {
  if (result.kind === "answered" && result.status >= 200 && result.status < 300) return { outcome: "sent" };
  if (result.kind === "forbidden") return { outcome: "give_up" };
  if (result.kind === "answered" && result.status === 410) return { outcome: "give_up" };
  const base = attemptDelaysMs[number];
  if (base === undefined) return { outcome: "give_up" };
  const spread = base * (1 - jitter + 2 * jitter * random);
  const asked = result.kind === "answered" ? (result.retryAfterSeconds ?? 0) * second : 0;
  return { outcome: "retry", delayMs: Math.round(Math.max(spread, Math.min(asked, longestRetryAfterMs))) };
}

/** Seconds of a Retry-After header (RFC 9110 §10.2.3): a number or an HTTP date. */
export function parseRetryAfter(value: string | undefined, now: Date): number | undefined {
  if (!value) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now.getTime()) / second));
}
