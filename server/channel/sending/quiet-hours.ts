import { isWithinHours, nextChange, type WeeklyHours } from "../../workspace/hours/weekly-hours.ts";

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/**
 * Until when nothing may be sent, where `at` lies in the quiet hours; null otherwise. The clocks of the zone decide: on the
 * night they are put forward, hours that do not exist end when the clocks have passed them; on the night they are put back,
 * an hour that comes twice is quiet twice.
 */
export function quietUntil(
  { time_zone: zone, from, to }: { time_zone: string; from: string; to: string },
  at: Date,
): Date | null {
  const hours: WeeklyHours = { zone, spans: [{ days: everyDay, from, to }] };
  return isWithinHours(hours, at) ? nextChange(hours, at) : null;
}
