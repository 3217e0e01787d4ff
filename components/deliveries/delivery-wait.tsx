"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import type { Delivery } from "../../server/delivery/schema.ts";

const day = 24 * 3_600_000;

/** What a reply that has not left waits for, and until when by the viewer's clock; nothing where it waits for nothing. */
export function DeliveryWait({
  delivery,
}: {
  delivery: Pick<Delivery, "status" | "waitsFor" | "nextAttemptAt">;
}) {
  const t = useTranslations("delivery");
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const { status, waitsFor, nextAttemptAt } = delivery;
  if (status !== "queued" || !waitsFor || !nextAttemptAt) return null;
  const isFar = nextAttemptAt.getTime() - now.getTime() > day;
  const time = format.dateTime(nextAttemptAt, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(isFar && { day: "numeric", month: "short" }),
  });
  return <span>{t(`waits.${waitsFor}`, { time })}</span>;
}
