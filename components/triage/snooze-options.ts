const hour = 3_600_000;
const morning = 9;

export type SnoozeOption = { name: "hour" | "threeHours" | "tomorrow" | "monday" | "week"; until: Date };

function morningIn(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning);
}

/** The usual times to put something off until, soonest first; mornings are nine o'clock where the agent is. */
export function snoozeOptions(now: Date): SnoozeOption[] {
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { name: "hour", until: new Date(now.getTime() + hour) },
    { name: "threeHours", until: new Date(now.getTime() + 3 * hour) },
    { name: "tomorrow", until: morningIn(now, 1) },
    // On a Sunday tomorrow is Monday already.
    ...(toMonday === 1 ? [] : [{ name: "monday" as const, until: morningIn(now, toMonday) }]),
    { name: "week", until: morningIn(now, 7) },
  ];
}

const units: Record<string, number> = { m: hour / 60, h: hour, d: 24 * hour, w: 7 * 24 * hour };
const unitOf: Record<string, string> = {
  min: "m",
  mins: "m",
  分: "m",
  分钟: "m",
  小时: "h",
  hours: "h",
  hour: "h",
  天: "d",
  days: "d",
  day: "d",
  周: "w",
  weeks: "w",
  week: "w",
};

/** A typed span such as "45m", "2 hours" or "3天", from now; undefined for anything else. */
export function typedSnooze(text: string, now: Date): Date | undefined {
  const [, number, word] = /^(\d{1,3})\s*(\p{L}+)$/u.exec(text.trim().toLowerCase()) ?? [];
  const milliseconds = units[unitOf[word ?? ""] ?? word ?? ""];
  if (!number || !milliseconds || Number(number) === 0) return undefined;
  return new Date(now.getTime() + Number(number) * milliseconds);
}
