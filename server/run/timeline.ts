import type { RunAttempt, RunDetail, RunStep } from "../platform/durable-runs.ts";
import { shownJson } from "./rules.ts";
import type { RunTimeline, Span, TimelineRow } from "./schema.ts";

const kinds: Record<string, TimelineRow["kind"]> = {
  Sleep: "sleep",
  WaitForEvent: "event",
  InvokeFunction: "invoke",
};

const total = (spans: Span[], ...wanted: Span["kind"][]) =>
  spans.filter(({ kind }) => wanted.includes(kind)).reduce((sum, { from, to }) => sum + to - from, 0);

const sums = (spans: Span[]) => ({
  queuedMs: total(spans, "queued"),
  runningMs: total(spans, "running", "failed"),
  waitingMs: total(spans, "waiting"),
});

/**
 * Where a run's time went: each step with the time it stood in the queue (from the end of what came before it, or the end
 * of its wait, until it began), the time its tries took, and the time it waited for a clock, an event, another run or its
 * next try.
 * @param now for what has not ended
 */
export function timelineOf(run: RunDetail, now: Date): RunTimeline {
  const zero = run.createdAt.getTime();
  const at = (date: Date) => Math.max(date.getTime() - zero, 0);
  const lengthMs = Math.max(at(run.endedAt ?? now), 1);
  const attemptsOf = Map.groupBy(run.attempts, ({ stepId }) => stepId);
  const steps = new Map(run.steps.map((step) => [step.id, step]));
  const ends = [
    ...run.steps.flatMap(({ endedAt }) => endedAt ?? []),
    ...run.attempts.map((try_) => try_.endedAt),
  ]
    .map(at)
    .concat(0);

  function rowOf(id: string | null): TimelineRow {
    const step = id === null ? undefined : steps.get(id);
    const failed = attemptsOf.get(id) ?? [];
    const tries = triesOf(step, failed, at);
    const waits = step && kinds[step.op] ? waitOf(step, at, lengthMs) : [];
    const start = Math.min(...[...tries, ...waits].map(({ from }) => from));
    const ready = Math.max(...ends.filter((end) => end <= start), 0);
    const spans: Span[] =
      start > ready && tries.length > 0 ? [{ kind: "queued", from: ready, to: start }] : [];
    tries.forEach((span, index) => {
      const before = tries[index - 1];
      if (before && span.from > before.to) spans.push({ kind: "waiting", from: before.to, to: span.from });
      spans.push(span);
    });
    const last = tries.at(-1);
    const open = step ? step.status === "retrying" : run.endedAt === null && id === null;
    if (last?.kind === "failed" && open && lengthMs > last.to)
      spans.push({ kind: "waiting", from: last.to, to: lengthMs });
    spans.push(...waits);
    return {
      id: id ?? run.id,
      name: step?.name ?? failed[0]?.stepName ?? run.functionName,
      kind: id === null ? "function" : (kinds[step?.op ?? ""] ?? "step"),
      status: step?.status ?? (run.endedAt ? "failed" : "retrying"),
      spans,
      ...sums(spans),
      attempts: attemptList(step, failed),
      output: shownJson(step?.output),
      error: step?.error?.message ?? null,
    };
  }

  const order = (row: TimelineRow) => row.spans[0]?.from ?? 0;
  const rows = [...new Set<string | null>([...steps.keys(), ...attemptsOf.keys()])]
    .map(rowOf)
    .sort((a, b) => order(a) - order(b));
  const spans = overall(rows, run.startedAt ? at(run.startedAt) : lengthMs, lengthMs);
  return { lengthMs, ...sums(spans), spans, rows };
}

/** The times it was called: the failed tries, and the one that succeeded. */
function triesOf(step: RunStep | undefined, failed: RunAttempt[], at: (date: Date) => number): Span[] {
  const spans = failed.map(
    ({ startedAt, endedAt }): Span => ({ kind: "failed", from: at(startedAt), to: at(endedAt) }),
  );
  if (step?.op === "StepRun" && step.endedAt)
    spans.push({ kind: "running", from: at(step.startedAt), to: at(step.endedAt) });
  return spans;
}

function waitOf(step: RunStep, at: (date: Date) => number, until: number): Span[] {
  const from = at(step.startedAt);
  const end = step.endedAt ? at(step.endedAt) : until;
  // What nobody took up when its time had come stood in the queue.
  const due = step.op === "Sleep" && step.dueAt ? Math.min(at(step.dueAt), end) : end;
  const spans: Span[] = [{ kind: "waiting", from, to: due }];
  return due < end ? [...spans, { kind: "queued", from: due, to: end }] : spans;
}

function attemptList(step: RunStep | undefined, failed: RunAttempt[]): TimelineRow["attempts"] {
  const list: TimelineRow["attempts"] = failed.map((attempt) => ({
    number: attempt.number + 1,
    startedAt: attempt.startedAt,
    durationMs: attempt.endedAt.getTime() - attempt.startedAt.getTime(),
    error: attempt.error.message,
  }));
  if (step?.op === "StepRun" && step.endedAt)
    list.push({
      number: (failed.at(-1)?.number ?? -1) + 2,
      startedAt: step.startedAt,
      durationMs: step.endedAt.getTime() - step.startedAt.getTime(),
      error: null,
    });
  return list;
}

/** All steps as one line: whatever runs counts before what waits, and that before the queue. */
function overall(rows: TimelineRow[], startedMs: number, lengthMs: number): Span[] {
  const given = rows.flatMap(({ spans }) => spans);
  const cuts = [...new Set([0, startedMs, lengthMs, ...given.flatMap(({ from, to }) => [from, to])])]
    .filter((cut) => cut <= lengthMs)
    .sort((a, b) => a - b);
  const line: Span[] = [];
  cuts.slice(1).forEach((to, index) => {
    const from = cuts[index] as number;
    const here = given.filter((span) => span.from <= from && span.to >= to).map(({ kind }) => kind);
    const kind = (["running", "failed", "waiting", "queued"] as const).find((one) => here.includes(one));
    const found = kind ?? (to <= startedMs ? "queued" : "running");
    const last = line.at(-1);
    if (last?.kind === found) last.to = to;
    else line.push({ kind: found, from, to });
  });
  return line;
}
