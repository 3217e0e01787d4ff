"use client";

import { useTranslations } from "next-intl";
import type { EventStatus } from "../../server/incoming-event/schema.ts";
import { Badge, type Tone } from "../ui/badge.tsx";

const tones: Record<EventStatus, Tone> = {
  accepted: "neutral",
  processing: "pending",
  awaiting_review: "pending",
  done: "positive",
  ignored: "neutral",
  failed: "destructive",
};

export const eventStatusValues = Object.keys(tones) as EventStatus[];

export function EventStatusBadge({ status }: { status: EventStatus }) {
  const t = useTranslations("event.status");
  return <Badge tone={tones[status]}>{t(status)}</Badge>;
}
