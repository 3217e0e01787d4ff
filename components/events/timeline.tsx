"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { TimelineEntry } from "../../server/incoming-event/schema.ts";
import { Badge, type Tone } from "../ui/badge.tsx";
import { ExactTime } from "../ui/time.tsx";

const tones: Record<TimelineEntry["status"], Tone> = {
  running: "pending",
  ok: "positive",
  failed: "destructive",
};

/** Every attempt of every step, run by run. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useTranslations("event");
  const format = useFormatter();
  if (entries.length === 0) return <p className="text-muted-foreground">{t("noSteps")}</p>;
  const runs = Map.groupBy(entries, (entry) => entry.runId);
  return (
    <ol className="flex flex-col gap-4">
      {[...runs].map(([runId, steps]) => (
        <li key={runId}>
          <h3 className="mb-1 text-sm text-muted-foreground">
            {t(`cause.${steps[0]?.cause ?? "accepted"}`)} · <span className="font-mono text-xs">{runId}</span>
          </h3>
          <ol className="border-l-2 pl-4">
            {steps.map((step) => (
              <li key={`${step.step}-${step.attempt}`} className="py-1.5">
                <p className="flex flex-wrap items-center gap-2">
                  <span className="font-mono text-sm font-medium">{step.step}</span>
                  <Badge tone={tones[step.status]}>{t(`stepStatus.${step.status}`)}</Badge>
                  {step.attempt > 1 ? (
                    <span className="text-sm text-muted-foreground">
                      {t("attempt", { number: step.attempt })}
                    </span>
                  ) : null}
                  <span className="ml-auto text-xs text-muted-foreground">
                    {step.durationMs === null
                      ? null
                      : `${format.number(step.durationMs, { style: "unit", unit: "millisecond", maximumFractionDigits: step.durationMs < 10 ? 1 : 0 })} · `}
                    <ExactTime at={step.startedAt} />
                  </span>
                </p>
                {step.error ? <p className="foreign-text text-sm text-destructive">{step.error}</p> : null}
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
