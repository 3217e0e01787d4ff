"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RunTimeline as Timeline, TimelineRow } from "../../server/run/schema.ts";
import { useSentence, useStepName } from "../sentences/use-sentence.ts";
import { Badge, type Tone } from "../ui/badge.tsx";
import { ExactTime } from "../ui/time.tsx";
import { JsonBlock } from "./json-block.tsx";
import { TimeBar, TimeMark } from "./time-bar.tsx";
import { useDuration } from "./use-run-texts.ts";

const tones: Record<TimelineRow["status"], Tone> = {
  completed: "positive",
  failed: "destructive",
  retrying: "pending",
  waiting: "pending",
};

/** The whole run as one line, and each step below it on the same scale, to be opened for its tries and its output. */
export function RunTimeline({ timeline }: { timeline: Timeline }) {
  const t = useTranslations("run");
  const { lengthMs } = timeline;
  return (
    <div className="flex flex-col gap-1">
      <div className="pb-2">
        <div className="mb-1 flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{t("whole")}</span>
          <Times {...timeline} />
        </div>
        <TimeBar spans={timeline.spans} lengthMs={lengthMs} />
        <ul aria-label={t("legend")} className="mt-2 flex flex-wrap gap-x-4 text-xs text-muted-foreground">
          {(["queued", "running", "failed", "waiting"] as const).map((kind) => (
            <li key={kind} className="flex items-center gap-1.5">
              <TimeMark kind={kind} /> {t(`spans.${kind}`)}
            </li>
          ))}
        </ul>
      </div>
      {timeline.rows.length === 0 ? <p className="text-muted-foreground">{t("noSteps")}</p> : null}
      <ol>
        {timeline.rows.map((row) => (
          <Row key={row.id} row={row} lengthMs={lengthMs} />
        ))}
      </ol>
    </div>
  );
}

function Times({
  queuedMs,
  runningMs,
  waitingMs,
}: {
  queuedMs: number;
  runningMs: number;
  waitingMs: number;
}) {
  const t = useTranslations("run");
  const duration = useDuration();
  const parts = [
    queuedMs > 0 && t("times.queued", { time: duration(queuedMs) }),
    runningMs > 0 && t("times.running", { time: duration(runningMs) }),
    waitingMs > 0 && t("times.waiting", { time: duration(waitingMs) }),
  ].filter((part) => part !== false);
  return <span className="text-xs text-muted-foreground">{parts.join(" · ")}</span>;
}

function Row({ row, lengthMs }: { row: TimelineRow; lengthMs: number }) {
  const t = useTranslations("run");
  const duration = useDuration();
  const sentence = useSentence();
  const stepName = useStepName();
  return (
    <li className="py-1">
      <details className="group">
        <summary className="min-h-6 list-none rounded-sm hover:bg-muted/60 [&::-webkit-details-marker]:hidden">
          <span className="flex flex-wrap items-center gap-x-2">
            <ChevronRight aria-hidden className="size-3.5 text-muted-foreground group-open:rotate-90" />
            <span className="font-mono text-sm font-medium">
              {row.kind === "function" ? t("kinds.function") : stepName(row.name)}
            </span>
            {row.kind === "step" || row.kind === "function" ? null : (
              <span className="text-xs text-muted-foreground">{t(`kinds.${row.kind}`)}</span>
            )}
            <Badge tone={tones[row.status]}>{t(`stepStatus.${row.status}`)}</Badge>
            {row.attempts.length > 1 ? (
              <span className="text-xs text-muted-foreground">
                {t("tries", { count: row.attempts.length })}
              </span>
            ) : null}
            <span className="ml-auto">
              <Times {...row} />
            </span>
          </span>
          <TimeBar spans={row.spans} lengthMs={lengthMs} className="mt-0.5" />
        </summary>
        <div className="flex flex-col gap-2 py-2 pl-5">
          {row.attempts.length > 0 ? (
            <ol aria-label={t("attempts")} className="divide-y text-sm">
              {row.attempts.map((attempt) => (
                <li key={`${attempt.number} ${attempt.startedAt.getTime()}`} className="py-1">
                  <span className="flex flex-wrap gap-x-3">
                    <span className="font-medium">{t("attempt", { number: attempt.number })}</span>
                    <span className="text-muted-foreground">{duration(attempt.durationMs)}</span>
                    <ExactTime at={attempt.startedAt} className="text-muted-foreground" />
                  </span>
                  {attempt.error ? (
                    <span className="foreign-text block text-destructive">{sentence(attempt.error)}</span>
                  ) : null}
                </li>
              ))}
            </ol>
          ) : null}
          {row.error && row.attempts.length === 0 ? (
            <p className="foreign-text text-sm text-destructive">{sentence(row.error)}</p>
          ) : null}
          {row.output ? <JsonBlock label={t("outputOf", { name: row.name })} text={row.output} /> : null}
          {row.attempts.length === 0 && !row.error && !row.output ? (
            <p className="text-sm text-muted-foreground">{t("nothingMore")}</p>
          ) : null}
        </div>
      </details>
    </li>
  );
}
