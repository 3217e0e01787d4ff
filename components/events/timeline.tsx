"use client";

import { useNow, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { EventRun, TimelineEntry } from "../../server/incoming-event/schema.ts";
import { TimeBar } from "../runs/time-bar.tsx";
import { useDuration } from "../runs/use-run-texts.ts";
import { useSentence, useStepName } from "../sentences/use-sentence.ts";
import { Badge, type Tone } from "../ui/badge.tsx";
import { cn } from "../ui/class-names.ts";
import { ExactTime } from "../ui/time.tsx";
import { type TimedRun, timeRun } from "./run-timing.ts";

const tones: Record<TimelineEntry["status"], Tone> = {
  running: "pending",
  ok: "positive",
  failed: "destructive",
};

/** Every attempt of every step, run by run, the newest run on top; the chosen one is marked and brought into view. */
export function Timeline({
  runs,
  entries,
  chosen,
}: {
  runs: readonly EventRun[];
  entries: readonly TimelineEntry[];
  chosen: string | null;
}) {
  const t = useTranslations("event");
  const now = useNow();
  if (runs.length === 0) return <p className="text-muted-foreground">{t("noSteps")}</p>;
  const steps = Map.groupBy(entries, (entry) => entry.runId);
  return (
    <ol className="flex flex-col gap-5">
      {runs.toReversed().map((run) => (
        <Run
          key={run.id}
          timed={timeRun(run, steps.get(run.id) ?? [], now.getTime())}
          chosen={run.id === chosen}
        />
      ))}
    </ol>
  );
}

function Run({ timed, chosen }: { timed: TimedRun; chosen: boolean }) {
  const t = useTranslations("event");
  const duration = useDuration();
  const stepName = useStepName();
  const sentence = useSentence();
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const { run, steps, queuedMs, runningMs, lengthMs, spans } = timed;
  return (
    <li ref={element} aria-current={chosen ? "true" : undefined} className={cn(chosen && "first-line pl-3")}>
      <h3 className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-medium">{t(`cause.${run.cause}`)}</span>
        <span className="text-muted-foreground">
          <ExactTime at={run.createdAt} />
        </span>
        <span className="font-mono text-xs text-muted-foreground">{run.id}</span>
        {steps.length > 0 ? (
          <span className="ml-auto text-xs text-muted-foreground">
            {t("times", { queued: duration(queuedMs), running: duration(runningMs) })}
          </span>
        ) : null}
      </h3>
      <TimeBar spans={spans} lengthMs={lengthMs} className="my-1.5" />
      {steps.length === 0 ? <p className="text-sm text-muted-foreground">{t("queued")}</p> : null}
      <ol className="divide-y">
        {steps.map((step) => (
          <li key={`${step.step}-${step.attempt}`} className="py-1.5">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{stepName(step.step)}</span>
              <Badge tone={tones[step.status]}>{t(`stepStatus.${step.status}`)}</Badge>
              {step.attempt > 1 ? (
                <span className="text-sm text-muted-foreground">
                  {t("attempt", { number: step.attempt })}
                </span>
              ) : null}
              <span className="ml-auto text-xs text-muted-foreground">
                {step.durationMs === null
                  ? t("stepQueued", { queued: duration(step.queuedMs) })
                  : t("times", { queued: duration(step.queuedMs), running: duration(step.durationMs) })}
              </span>
            </p>
            {step.error ? (
              <p className="foreign-text text-sm text-destructive">{sentence(step.error)}</p>
            ) : null}
          </li>
        ))}
      </ol>
    </li>
  );
}
