"use client";

import { useTranslations } from "next-intl";
import type { DeliveryStatus } from "../../server/delivery/schema.ts";
import { Badge, type Tone } from "../ui/badge.tsx";

const tones: Record<DeliveryStatus, Tone> = {
  queued: "neutral",
  held: "pending",
  sending: "pending",
  sent: "positive",
  delivered: "positive",
  read: "positive",
  caught: "primary",
  failed: "destructive",
  unknown: "pending",
  cancelled: "outline",
};

export const deliveryStatusValues = Object.keys(tones) as DeliveryStatus[];

export function DeliveryStatusBadge({ status }: { status: DeliveryStatus }) {
  const t = useTranslations("delivery.status");
  return <Badge tone={tones[status]}>{t(status)}</Badge>;
}
