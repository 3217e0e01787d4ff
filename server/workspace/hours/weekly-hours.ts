import { z } from "zod";

/** ISO 8601: Monday is 1, Sunday is 7. */
const weekday = z.number().int().min(1).max(7);
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const from = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 09:00");
const to = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be a time such as 18:00, or 24:00");

/** Whether the runtime knows a time zone of this name (IANA). */
export function isTimeZone(name: string): boolean {
  // An offset such as +08:00 is taken by the runtime too; it knows no summer time, and no place.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * Hours that come again each week, by the clocks of one place. `to` before `from` runs over midnight and belongs to the day
 * it begins on; 24:00 is that day's end.
 */
export const weeklyHours = z.strictObject({
  zone: z.string().max(64).refine(isTimeZone, "must be a time zone such as Asia/Shanghai"),
  spans: z
    .array(
      z
        .strictObject({ days: z.array(weekday).min(1).max(7), from, to })
        .refine((span) => span.from !== span.to, "must not begin and end at the same time"),
    )
    .min(1)
    .max(21),
});

export type WeeklyHours = z.infer<typeof weeklyHours>;

const formats = new Map<string, Intl.DateTimeFormat>();
const weekdays = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** What the clocks and calendars of a place show: the day of the week, from 1, and minutes since midnight. */
function localTime(timeZone: string, at: number): { day: number; minute: number } {
  let format = formats.get(timeZone);
  if (!format) {
    const parts = { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
    format = new Intl.DateTimeFormat("en-US", { timeZone, ...parts });
    formats.set(timeZone, format);
  }
  const found = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: weekdays.indexOf(found.weekday!), minute: Number(found.hour) * 60 + Number(found.minute) };
}

function holds(hours: WeeklyHours, { day, minute }: { day: number; minute: number }): boolean {
  const dayBefore = day === 1 ? 7 : day - 1;
  return hours.spans.some(({ days, ...span }) => {
    const [begin, end] = [minutesOf(span.from), minutesOf(span.to)];
    if (begin < end) return days.includes(day) && minute >= begin && minute < end;
    return (days.includes(day) && minute >= begin) || (days.includes(dayBefore) && minute < end);
  });
}

/** Whether a moment lies within the hours. The hour that clocks repeat in autumn counts both times. */
export function isWithinHours(hours: WeeklyHours, at: Date): boolean {
  return holds(hours, localTime(hours.zone, at.getTime()));
}

/** A moment as a colleague there would say it: `{ day: 7, clock: "03:12" }`. */
export function clockAt(hours: WeeklyHours, at: Date): { day: number; clock: string } {
  const { day, minute } = localTime(hours.zone, at.getTime());
  const two = (value: number) => String(value).padStart(2, "0");
  return { day, clock: `${two(Math.floor(minute / 60))}:${two(minute % 60)}` };
}

const minuteMs = 60_000;
const quarter = 15;
/** A span that the clocks leap over once comes again a week later. */
const quartersLooked = (15 * 24 * 60) / quarter;

/**
 * The next moment, to the minute, at which the hours begin (from outside them) or end (from within); null when they never
 * do. Clocks are put forward and back at quarters of an hour only, so that each quarter is read off once.
 */
export function nextChange(hours: WeeklyHours, at: Date): Date | null {
  const within = isWithinHours(hours, at);
  const start = Math.floor(at.getTime() / (quarter * minuteMs)) * quarter * minuteMs;
  for (let index = 0; index < quartersLooked; index++) {
    const quarterAt = start + index * quarter * minuteMs;
    const { day, minute } = localTime(hours.zone, quarterAt);
    for (let passed = 0; passed < quarter; passed++) {
      const moment = quarterAt + passed * minuteMs;
      if (moment > at.getTime() && holds(hours, { day, minute: minute + passed }) !== within)
        return new Date(moment);
    }
  }
  return null;
}
