"use client";

import { useTranslations } from "next-intl";
import type { Sending } from "../../server/channel/sending/schema.ts";

/** When, how fast, and by what other channel, each where it is set. */
export function SendingSummary({ sending, names }: { sending: Sending; names: Map<string, string> }) {
  const t = useTranslations("channel.sending");
  const { quiet_hours: quiet, rate_limit: rate, fallback_channel_id: fallback } = sending;
  return (
    <>
      {quiet ? (
        <span>{t("quietShown", { from: quiet.from, to: quiet.to, zone: quiet.time_zone })}</span>
      ) : null}
      {rate ? (
        <span>{t(rate.per === "second" ? "perSecond" : "perMinute", { count: rate.count })}</span>
      ) : null}
      {fallback ? <span>{t("fallbackShown", { name: names.get(fallback) ?? t("deleted") })}</span> : null}
    </>
  );
}
