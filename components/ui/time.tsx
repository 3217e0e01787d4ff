"use client";

import { useFormatter, useNow } from "next-intl";

const minute = 60_000;
const day = 24 * 60 * minute;

/** How long ago, ticking; the exact moment in the viewer's zone as its title. Older than a week: the date. */
export function RelativeTime({ at, className }: { at: Date; className?: string }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const age = now.getTime() - at.getTime();
  const text =
    age < 7 * day
      ? format.relativeTime(age < 0 ? now : at, { now, style: "narrow" })
      : format.dateTime(at, {
          day: "numeric",
          month: "short",
          year: age > 300 * day ? "numeric" : undefined,
        });
  return (
    <time dateTime={at.toISOString()} title={format.dateTime(at, exact)} className={className}>
      {text}
    </time>
  );
}

const exact = { dateStyle: "medium", timeStyle: "medium" } as const;

/** The exact moment in the viewer's zone. */
export function ExactTime({ at, className }: { at: Date; className?: string }) {
  const format = useFormatter();
  return (
    <time dateTime={at.toISOString()} className={className}>
      {format.dateTime(at, exact)}
    </time>
  );
}
