"use client";

import { useFormatter, useTranslations } from "next-intl";

/** Ids carry the app's name in front, and those of `onFailure` handlers a suffix. */
const parts = /^(?:firstline-)?(.+?)(-failure)?$/;
const known = ["handle-incoming-event", "deliver-reply", "ingest-document", "run-approved-call"] as const;

/** What a function does, in the reader's language; of one without such words, its id. */
export function useFunctionName(): (id: string) => string {
  const t = useTranslations("run");
  return (id) => {
    const [, base = id, isFailure] = parts.exec(id) ?? [];
    const title = known.find((one) => one === base);
    const name = title ? t(`functions.${title}`) : base;
    return isFailure ? t("afterFailure", { name }) : name;
  };
}

const units = [
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
  { unit: "second", ms: 1000 },
] as const;

/** A duration in the largest unit it fills. */
export function useDuration(): (ms: number) => string {
  const format = useFormatter();
  return (ms) => {
    const { unit, ms: size } = units.find((one) => ms >= one.ms) ?? { unit: "millisecond", ms: 1 };
    const value = ms / size;
    const digits = unit === "millisecond" || value >= 100 ? 0 : 1;
    return format.number(value, {
      style: "unit",
      unit,
      unitDisplay: "short",
      maximumFractionDigits: digits,
    });
  };
}
