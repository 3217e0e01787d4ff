"use client";

import { useTranslations } from "next-intl";
import type { RunStatus } from "../../server/run/schema.ts";
import { Badge, type Tone } from "../ui/badge.tsx";

const tones: Record<RunStatus, Tone> = {
  queued: "neutral",
  running: "pending",
  waiting: "pending",
  failed: "destructive",
  completed: "positive",
  cancelled: "outline",
};

export const runStatusValues = Object.keys(tones) as RunStatus[];

export const hasEnded = (status: RunStatus): boolean =>
  status === "completed" || status === "failed" || status === "cancelled";

/** A failure that somebody has dealt with no longer calls. */
export function RunStatusBadge({ run }: { run: { status: RunStatus; settledAt: Date | null } }) {
  const t = useTranslations("run.status");
  return <Badge tone={run.settledAt ? "outline" : tones[run.status]}>{t(run.status)}</Badge>;
}
