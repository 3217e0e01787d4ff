import { CronExpressionParser } from "cron-parser";
import { limits } from "./protocol.ts";

const unitMs = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;
const duration = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** A point in time as the SDK writes it: after a span (milliseconds), or at a date. */
export type Moment = { afterMs: number } | { at: Date };

/**
 * Reads the SDK's time strings: "1d2h3s" or an ISO 8601 date.
 * @throws RangeError with a sentence when it is neither, or more than 366 days ahead
 */
export function parseMoment(text: string): Moment {
  const parts = duration.exec(text);
  if (parts) {
    const units = Object.values(unitMs);
    const afterMs = units.reduce((sum, unit, index) => sum + unit * Number(parts[index + 1] ?? 0), 0);
    if (afterMs > limits.maxWaitMs) throw new RangeError(`A wait of "${text}" is longer than 366 days.`);
    return { afterMs };
  }
  const at = new Date(text);
  if (!/^\d{4}-\d\d/.test(text) || Number.isNaN(at.getTime()))
    throw new RangeError(`"${text}" is neither a span such as "1h30m" nor an ISO date.`);
  if (at.getTime() > Date.now() + limits.maxWaitMs)
    throw new RangeError(`A wait until ${text} is longer than 366 days.`);
  return { at };
}

const backoffMs = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200].map((seconds) => seconds * 1000);
const jitterMs = 30_000;

/** The published back-off before retry `attempt` (1 is the first): 15 s to 2 h, and 0 to 30 s of jitter. */
export function publishedBackoff(attempt: number): number {
  const step = backoffMs[Math.min(attempt, backoffMs.length) - 1] as number;
  return step + Math.floor(Math.random() * (jitterMs + 1));
}

/** A `retry-after` header in milliseconds: seconds when short, else a date; held between 1 s and 24 h. */
export function retryAfterMs(header: string, now: Date): number | undefined {
  const ms = header.length <= 7 ? Number(header) * 1000 : new Date(header).getTime() - now.getTime();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 1000), 86_400_000) : undefined;
}

/**
 * The first time after `after` that a cron expression names: five fields, with `TZ=Europe/Paris ` before them for a
 * zone other than UTC.
 * @throws Error with a sentence when it cannot be read
 */
export function nextCronTime(cron: string, after: Date): Date {
  const [, zone = "UTC", fields = ""] = /^(?:TZ=(\S+)\s+)?(.*)$/.exec(cron.trim()) ?? [];
  if (fields.trim().split(/\s+/).length !== 5)
    throw new Error(`The cron expression "${cron}" does not have five fields.`);
  try {
    return CronExpressionParser.parse(fields, { currentDate: after, tz: zone }).next().toDate();
  } catch (error) {
    throw new Error(
      `The cron expression "${cron}" cannot be read: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

const longestTimerMs = 3_600_000;

/**
 * Calls `fire` at each time of each cron expression. Times that pass while no process runs are skipped; with several
 * processes each fires, under one id, so that the store keeps one.
 */
export function startCronTimers(
  crons: { cron: string; fire: (nominal: Date) => void }[],
  now: () => Date = () => new Date(),
): { stop(): void } {
  const timers = new Set<NodeJS.Timeout>();
  function arm(cron: string, fire: (nominal: Date) => void, nominal: Date): void {
    const wait = Math.max(nominal.getTime() - now().getTime(), 0);
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        if (now() < nominal) return arm(cron, fire, nominal);
        fire(nominal);
        // From the nominal time, unless the clock has jumped past the following one.
        const following = nextCronTime(cron, nominal);
        arm(cron, fire, following < now() ? nextCronTime(cron, now()) : following);
      },
      Math.min(wait, longestTimerMs),
    );
    timer.unref();
    timers.add(timer);
  }
  for (const { cron, fire } of crons) arm(cron, fire, nextCronTime(cron, now()));
  return {
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
