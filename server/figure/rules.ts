export const shownDays = 14;

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of a zone show at a moment, as if that were UTC; in milliseconds. */
function wallClock(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}

const minuteMs = 60_000;

/** The first moment of a calendar day: midnight, or when the clocks skip it, the moment they skip to. */
function firstMoment(midnight: number, timeZone: string): number {
  const offset = (at: number) => wallClock(at, timeZone) - Math.floor(at / 1000) * 1000;
  const guess = midnight - offset(midnight);
  const exact = midnight - offset(guess);
  if (wallClock(exact, timeZone) === midnight) return exact;
  // No clock shows this midnight: walk to the first quarter of an hour of the day.
  let at = Math.min(guess, exact) - 2 * 60 * minuteMs;
  while (wallClock(at, timeZone) < midnight) at += 15 * minuteMs;
  return at;
}

/**
 * The first moments of the last `days` days in a zone, the day of `now` included, oldest first. Days of 23 and 25 hours are
 * as long as they are.
 */
export function dayStarts(now: Date, timeZone: string, days: number): Date[] {
  const today = new Date(wallClock(now.getTime(), timeZone));
  return Array.from({ length: days }, (_, i) => {
    const midnight = Date.UTC(
      today.getUTCFullYear(),
      today.getUTCMonth(),
      today.getUTCDate() - (days - 1 - i),
    );
    return new Date(firstMoment(midnight, timeZone));
  });
}
