"use client";

import { AlarmClock, AlarmClockOff, CalendarClock } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { snoozeOptions, typedSnooze } from "../triage/snooze-options.ts";
import { useTriage } from "../triage/use-triage.ts";
import { PaletteItem } from "./palette-item.tsx";

/** Until when: the usual times, a typed span, or a day and time of one's own. */
export function SnoozePage({
  targets,
  query,
  run,
}: {
  targets: readonly string[];
  query: string;
  run: (action: () => unknown) => void;
}) {
  const t = useTranslations("triage");
  const format = useFormatter();
  const triage = useTriage();
  const [now] = useState(() => new Date());
  const moment = (at: Date) =>
    format.dateTime(at, {
      weekday: "short",
      month: "short",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  const snooze = (snoozedUntil: Date | null) => run(() => triage(targets, { snoozedUntil }));
  const typed = typedSnooze(query, now) ?? typedMoment(query, now);
  return (
    <>
      {typed ? (
        <PaletteItem
          id="typed"
          icon={<CalendarClock aria-hidden />}
          keywords={[query]}
          onSelect={() => snooze(typed)}
        >
          {t("until", { moment: moment(typed) })}
        </PaletteItem>
      ) : null}
      {snoozeOptions(now).map(({ name, until }) => (
        <PaletteItem
          key={name}
          id={name}
          icon={<AlarmClock aria-hidden />}
          detail={moment(until)}
          onSelect={() => snooze(until)}
        >
          {t(`snooze.${name}`)}
        </PaletteItem>
      ))}
      <PaletteItem id="now" icon={<AlarmClockOff aria-hidden />} onSelect={() => snooze(null)}>
        {t("wake")}
      </PaletteItem>
    </>
  );
}

/** "2026-03-09 14:30", or the day alone, at nine; in the future only. */
function typedMoment(text: string, now: Date): Date | undefined {
  const [, day, time = "09:00"] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}:\d{2}))?$/.exec(text.trim()) ?? [];
  if (!day) return undefined;
  const at = new Date(`${day}T${time.padStart(5, "0")}`);
  return at > now ? at : undefined;
}
