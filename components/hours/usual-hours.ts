import type { WeeklyHours } from "../../server/workspace/hours/weekly-hours.ts";

/** What one begins with: office hours where the browser is. */
export const usualHours = (zone = Intl.DateTimeFormat().resolvedOptions().timeZone): WeeklyHours => ({
  zone,
  spans: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" }],
});

/** Whether there is a place of this name. */
export function isKnownZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
