"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { WeeklyHours } from "../../server/workspace/hours/weekly-hours.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/class-names.ts";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { isKnownZone, usualHours } from "./usual-hours.ts";

const days = [1, 2, 3, 4, 5, 6, 7] as const;
/** A clock has no 24:00: midnight as an end is the end of that day. */
const shownEnd = (to: string) => (to === "24:00" ? "00:00" : to);
const meantEnd = (to: string) => (to === "00:00" ? "24:00" : to);

/** Hours of the week in one time zone: days to press, from and to, as many rows as it takes. */
export function WeeklyHoursFields({
  hours,
  onChange,
}: {
  hours: WeeklyHours;
  onChange: (hours: WeeklyHours) => void;
}) {
  const t = useTranslations("hours");
  const zones = useId();
  const { spans } = hours;
  const put = (index: number, change: Partial<WeeklyHours["spans"][number]>) =>
    onChange({ ...hours, spans: spans.map((span, i) => (i === index ? { ...span, ...change } : span)) });
  return (
    <div className="flex flex-col gap-3">
      {spans.map((span, index) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          key={index}
          className="flex flex-col gap-1"
        >
          <legend className="sr-only">{t("row", { number: index + 1 })}</legend>
          <div className="flex flex-wrap items-center gap-2">
            <div className="flex flex-wrap gap-1">
              {days.map((day) => {
                const on = span.days.includes(day);
                return (
                  <button
                    key={day}
                    type="button"
                    aria-pressed={on}
                    aria-label={t(`days.${day}.name`)}
                    onClick={() =>
                      put(index, {
                        days: on ? span.days.filter((one) => one !== day) : [...span.days, day].sort(),
                      })
                    }
                    className={cn(
                      "h-9 min-w-9 rounded-md border px-1.5 text-sm",
                      on ? "border-primary bg-primary text-primary-foreground" : "hover:bg-muted",
                    )}
                  >
                    {t(`days.${day}.short`)}
                  </button>
                );
              })}
            </div>
            <Input
              type="time"
              aria-label={t("from")}
              className="w-auto"
              value={span.from}
              onChange={(event) => put(index, { from: event.target.value })}
            />
            <span aria-hidden>–</span>
            <Input
              type="time"
              aria-label={t("to")}
              className="w-auto"
              value={shownEnd(span.to)}
              onChange={(event) => put(index, { to: meantEnd(event.target.value) })}
            />
            {spans.length > 1 ? (
              <Button
                variant="ghost"
                size="icon"
                className="h-9"
                aria-label={t("remove")}
                onClick={() => onChange({ ...hours, spans: spans.filter((_, i) => i !== index) })}
              >
                <X aria-hidden />
              </Button>
            ) : null}
          </div>
          {span.days.length === 0 ? (
            <p role="alert" className="text-sm text-destructive">
              {t("noDay")}
            </p>
          ) : !span.from || !span.to || span.from === span.to ? (
            <p role="alert" className="text-sm text-destructive">
              {t("noTime")}
            </p>
          ) : span.to < span.from ? (
            <p className="text-sm text-muted-foreground">{t("overMidnight")}</p>
          ) : null}
        </fieldset>
      ))}
      <Button
        className="self-start"
        onClick={() => onChange({ ...hours, spans: [...spans, usualHours("UTC").spans[0]!] })}
      >
        <Plus aria-hidden /> {t("add")}
      </Button>
      <Field label={t("zone")} error={isKnownZone(hours.zone) ? undefined : t("noZone")}>
        {(control) => (
          <>
            <Input
              {...control}
              list={zones}
              className="sm:w-80"
              placeholder="Asia/Shanghai"
              value={hours.zone}
              onChange={(event) => onChange({ ...hours, zone: event.target.value.trim() })}
            />
            <datalist id={zones}>
              {["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </>
        )}
      </Field>
    </div>
  );
}
