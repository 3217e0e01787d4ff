"use client";

import { useTranslations } from "next-intl";
import type { ConversationStatus } from "../../server/conversation/schema.ts";
import { Badge, type Tone } from "../ui/badge.tsx";

const tones: Record<ConversationStatus, Tone> = {
  open: "outline",
  awaiting_review: "pending",
  answered: "positive",
  closed: "neutral",
};

export function ConversationStatusBadge({ status }: { status: ConversationStatus }) {
  const t = useTranslations("inbox.status");
  return (
    <Badge tone={tones[status]} className="shrink-0">
      {t(status)}
    </Badge>
  );
}
