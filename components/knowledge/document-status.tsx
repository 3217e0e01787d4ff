"use client";

import { LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import type { DocumentStatus } from "../../server/knowledge/schema.ts";
import { Badge, type Tone } from "../ui/badge.tsx";

const tones: Record<DocumentStatus, Tone> = {
  queued: "neutral",
  parsing: "pending",
  embedding: "pending",
  ready: "positive",
  failed: "destructive",
};

export function DocumentStatusBadge({
  status,
  progress,
}: {
  status: DocumentStatus;
  progress: { done: number; total: number };
}) {
  const t = useTranslations("knowledge.status");
  return (
    <Badge tone={tones[status]} className="tabular-nums">
      {status === "parsing" || status === "embedding" ? (
        <LoaderCircle aria-hidden className="animate-spin" />
      ) : null}
      {t(status)}
      {status === "embedding" && progress.total > 0 ? ` ${progress.done}/${progress.total}` : null}
    </Badge>
  );
}
