import { z } from "zod";
import type { DurableEngine, RunCounts, RunDetail } from "../platform/durable-runs.ts";
import { runStatuses } from "../platform/durable-runs.ts";
import { pageInput } from "../platform/page.ts";

export type { RunStatus, RunSummary } from "../platform/durable-runs.ts";

export const listRunsInput = pageInput.extend({
  status: z.enum(runStatuses).optional(),
  functionId: z.string().max(200).optional(),
});

/** Whether runs can be seen here, and what there is to choose from. */
export type RunsOverview = {
  engine: DurableEngine["kind"];
  /** Where an Inngest server shows its runs. */
  dashboardUrl: string | null;
  /** Null when an Inngest server keeps the runs. */
  counts: RunCounts | null;
  functions: { id: string; name: string }[];
};

/** What a run is about, as far as it is one of the workspace's things. */
export type RunSubjects = {
  event: { id: string; type: string } | null;
  conversationId: string | null;
  deliveryId: string | null;
  documentId: string | null;
};

/** Milliseconds from the run's creation on. */
export type Span = { kind: "queued" | "running" | "failed" | "waiting"; from: number; to: number };

export type StepAttempt = {
  /** From 1. */
  number: number;
  startedAt: Date;
  durationMs: number;
  error: string | null;
};

export type TimelineRow = {
  id: string;
  name: string;
  kind: "step" | "sleep" | "event" | "invoke" | "function";
  status: "retrying" | "waiting" | "completed" | "failed";
  spans: Span[];
  queuedMs: number;
  runningMs: number;
  waitingMs: number;
  attempts: StepAttempt[];
  /** JSON, as far as it is shown; null when there is none. */
  output: string | null;
  error: string | null;
};

export type RunTimeline = {
  lengthMs: number;
  queuedMs: number;
  runningMs: number;
  waitingMs: number;
  spans: Span[];
  rows: TimelineRow[];
};

export type ShownRun = Omit<RunDetail, "steps" | "attempts" | "event" | "output" | "error"> & {
  /** JSON of the event that started it. */
  input: string;
  output: string | null;
  error: { name: string; message: string; stack: string | null } | null;
  timeline: RunTimeline;
  subjects: RunSubjects;
};
