const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}

/** Whether this machine's tables know a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of a zone show, written as if it were UTC. */
function wallTime(timeZone: string, at: number): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year, month, day, hour, minute, second } = parts;
  return Date.UTC(year!, month! - 1, day, hour, minute, second) + (at % 1000);
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/**
 * Until when nothing may be sent, where `at` lies in the quiet hours; null otherwise. The clocks of the zone decide: on the
 * night they are put forward, hours that do not exist end when the clocks have passed them; on the night they are put back,
 * an hour that comes twice is quiet twice.
 */
export function quietUntil(quiet: { time_zone: string; from: string; to: string }, at: Date): Date | null {
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const isQuiet = (moment: number) => {
    const minute = Math.floor((wallTime(quiet.time_zone, moment) % dayMs) / minuteMs);
    return from < to ? minute >= from && minute < to : minute >= from || minute < to;
  };
  const start = at.getTime();
  if (!isQuiet(start)) return null;
  const wall = wallTime(quiet.time_zone, start);
  const midnight = wall - (wall % dayMs);
  const minute = Math.floor((wall % dayMs) / minuteMs);
  const end = midnight + to * minuteMs + (from > to && minute >= from ? dayMs : 0);
  // The zone may be away from UTC by another offset then than now: of both readings the earlier one, and on from there.
  const offsets = [start, end - (wall - start) + dayMs].map(
    (moment) => wallTime(quiet.time_zone, moment) - moment,
  );
  const first = Math.min(...offsets.map((offset) => end - offset));
  let moment = Math.max(first, start - (start % minuteMs) + minuteMs);
  while (isQuiet(moment)) moment += minuteMs;
  return new Date(moment);
}
