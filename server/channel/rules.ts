import type { SecretOwner } from "../secret/schema.ts";
import type { SendResult } from "./kinds/kind.ts";

/** Where a channel's secret is kept, as JSON where it is more than one string. */
export const signingSecretOf = (channelId: string): SecretOwner => ({
  kind: "channel",
  id: channelId,
  slot: "signing",
});

/** Where the short-lived token of its provider is kept. */
export const tokenOf = (channelId: string): SecretOwner => ({
  kind: "channel",
  id: channelId,
  slot: "access-token",
});

const originOf = (address: string) => {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
};

/** Whether two sets of addresses have the same origins: a secret is bound to those it was made for. */
export function sameOrigins(a: string[], b: string[]): boolean {
  const [before, after] = [a, b].map((addresses) => addresses.map(originOf).sort().join(" "));
  return before === after;
}

/** Why a channel paused itself: what met its last attempt, or that nothing has gone through for long. */
export const pauseReasons = ["gone", "credentials", "settings", "failing"] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** What an attempt says of the channel itself; null where it may lie with the reply or its customer. */
export type Bearing = "works" | "gone" | "credentials" | "settings" | "trouble" | null;

/** Answers that a whole destination gives, beside its own errors: it does not know us, or there is nothing at that address. */
const strangerStatuses = [401, 403, 404, 405, 407];

export function bearingOf(result: SendResult): Bearing {
  if (result.outcome === "sent") return "works";
  if (result.fault) return result.fault;
  if (result.code === "no_secret" || result.code === "host_not_allowed") return "settings";
  if (result.code === "cut_off" || result.outcome === "refused") return null;
  if (result.outcome === "unknown") return "trouble";
  const { httpStatus, response } = result;
  // Without a status nobody answered, unless it was a mail server with something to say of this message.
  if (httpStatus === undefined) return response === undefined ? "trouble" : null;
  return httpStatus >= 500 || strangerStatuses.includes(httpStatus) ? "trouble" : null;
}

export type Failing = { failingSince: Date | null; failedInARow: number };

/** So many failures in a row are told, and so many over so long a time, more than one reply's own attempts, pause it. */
export const toldAfter = 3;
export const pausedAfter = { inARow: 10, ms: 2 * 3_600_000 };

/**
 * What a failed attempt makes of its channel. Gone, refused credentials and settings that cannot work pause it at once,
 * since every reply would meet the same; an outage does when nothing has gone through for two hours and ten attempts, so that
 * a short one passes by itself. `pause` is null where it goes on.
 */
export function afterFailure(
  before: Failing,
  bearing: Exclude<Bearing, "works" | null>,
  now: Date,
): Failing & { pause: PauseReason | null } {
  const failingSince = before.failingSince ?? now;
  const failedInARow = before.failedInARow + 1;
  const isLong = now.getTime() - failingSince.getTime() >= pausedAfter.ms;
  const hasFailed = failedInARow >= pausedAfter.inARow && isLong;
  const pause = bearing === "trouble" ? (hasFailed ? "failing" : null) : bearing;
  return { failingSince, failedInARow, pause };
}

/** What is wrong with a channel: why it paused itself, or that it fails and still tries; null where nothing is. */
export function troubleOf(
  channel: Failing & { pausedAt: Date | null; pauseReason: PauseReason | null },
): PauseReason | "still" | null {
  if (channel.pausedAt) return channel.pauseReason;
  return channel.failedInARow >= toldAfter ? "still" : null;
}
