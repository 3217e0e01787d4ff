import type { EventRun, TimelineEntry } from "../../server/incoming-event/schema.ts";
import type { Span } from "../../server/run/schema.ts";

/** An attempt with the time it waited before it, and a run with all of them on one scale. */
export type TimedRun = {
  run: EventRun;
  steps: (TimelineEntry & { queuedMs: number })[];
  queuedMs: number;
  runningMs: number;
  lengthMs: number;
  spans: Span[];
};

/**
 * How a run spent its time: the wait before each attempt (for the engine, or for a retry's turn) and the attempt itself. An
 * attempt without an end counts up to `now`.
 * @param entries attempts of this run, oldest first
 */
export function timeRun(run: EventRun, entries: readonly TimelineEntry[], now: number): TimedRun {
  const begun = run.createdAt.getTime();
  const spans: Span[] = [];
  let free = begun;
  const steps = entries.map((entry) => {
    const start = Math.max(entry.startedAt.getTime(), free);
    const end = entry.durationMs === null ? Math.max(now, start) : start + entry.durationMs;
    const queuedMs = start - free;
    if (queuedMs > 0) spans.push({ kind: "queued", from: free - begun, to: start - begun });
    spans.push({
      kind: entry.status === "failed" ? "failed" : "running",
      from: start - begun,
      to: end - begun,
    });
    free = end;
    return { ...entry, queuedMs };
  });
  const queuedMs = steps.reduce((sum, step) => sum + step.queuedMs, 0);
  return {
    run,
    steps,
    queuedMs,
    runningMs: free - begun - queuedMs,
    lengthMs: Math.max(free - begun, 1),
    spans,
  };
}
