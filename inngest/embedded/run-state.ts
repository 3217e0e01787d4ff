import type { LeasedRun } from "./lease-runs.ts";
import { canonicalJson, type ErrorBody } from "./protocol.ts";
import type { StepRow } from "./save-progress.ts";

/** The call without a step, which runs the function up to its next steps. */
export const discovery = "step";

/** A step that has not ended: to be called (planned, or to be tried again), or waiting. `due` is on the monotonic clock. */
type OpenStep = { callable: boolean; attempt: number; due: number };

/** What an activation knows of its run: which steps have ended, which are open, and what is to be called next. */
export class RunState {
  /** Ended steps as a call carries them, in the order they ended. */
  readonly ended = new Map<string, string>();
  readonly open = new Map<string, OpenStep>();
  /** Calls that have not answered. */
  readonly calling = new Set<string>();
  /** Failed tries of the next discovery, and when it may be. */
  attempt: number;
  private retryDue = 0;
  private discover = true;

  constructor(run: LeasedRun) {
    this.attempt = run.attempt;
    this.read(run);
  }

  /** Takes over what the database knows. */
  read(run: LeasedRun): void {
    for (const step of run.steps) {
      if (step.status === "completed" || step.status === "failed") this.end(step.id, step.output, step.error);
      else if (!this.calling.has(step.id))
        this.open.set(step.id, {
          callable: step.status === "retrying",
          attempt: step.attempt,
          due: performance.now() + (step.dueInMs ?? Number.POSITIVE_INFINITY),
        });
    }
  }

  /** A step has ended: the function is to be asked what follows. */
  end(id: string, output: unknown, error: ErrorBody | null | undefined): void {
    this.open.delete(id);
    if (this.ended.has(id)) return;
    this.ended.set(
      id,
      error ? `{"error":${canonicalJson(error)}}` : `{"data":${canonicalJson(output ?? null)}}`,
    );
    this.discover = true;
  }

  /** The function named a step that is to be called by itself. */
  plan(id: string): void {
    if (!this.open.has(id)) this.open.set(id, { callable: true, attempt: 0, due: 0 });
  }

  /** What an answer brought is about to be written: steps that ended, steps that wait. */
  take(row: StepRow): void {
    if (row.status === "waiting") {
      const { due } = row;
      const inMs = due
        ? "at" in due
          ? due.at.getTime() - Date.now()
          : due.afterMs
        : Number.POSITIVE_INFINITY;
      this.open.set(row.id, { callable: false, attempt: 0, due: performance.now() + inMs });
    } else {
      this.end(row.id, row.output === undefined ? null : JSON.parse(row.output), row.error);
      this.attempt = 0;
      this.retryDue = 0;
    }
  }

  /** The call `stepId` is to be made again, as try `attempt`, after a while. */
  retry(stepId: string, attempt: number, delayMs: number): void {
    const due = performance.now() + delayMs;
    if (this.open.has(stepId)) this.open.set(stepId, { callable: true, attempt, due });
    else {
      this.attempt = attempt;
      this.retryDue = due;
      this.discover = true;
    }
  }

  /** A parallel step that is to be tried again, as it is kept meanwhile. */
  retryRow(id: string, name: string): StepRow | undefined {
    const step = this.open.get(id);
    if (!step) return undefined;
    const due = { afterMs: Math.max(step.due - performance.now(), 0) };
    return { id, op: "StepPlanned", name, status: "retrying", attempt: step.attempt, tookMs: 0, due };
  }

  /** The calls to make now, each with its try. */
  due(): { stepId: string; attempt: number }[] {
    const now = performance.now();
    const calls = [...this.open]
      .filter(([id, step]) => step.callable && step.due <= now && !this.calling.has(id))
      .map(([stepId, { attempt }]) => ({ stepId, attempt }));
    if (this.discover && this.retryDue <= now && !this.calling.has(discovery))
      calls.push({ stepId: discovery, attempt: this.attempt });
    return calls;
  }

  /** A call is made: what it will tell covers everything that is known now. */
  begin(stepId: string): void {
    this.calling.add(stepId);
    if (stepId === discovery) this.discover = false;
  }

  /** Milliseconds until something is due that is not being called; infinite when only others can wake the run. */
  dueInMs(): number {
    const times = [...this.open].filter(([id]) => !this.calling.has(id)).map(([, step]) => step.due);
    if (this.discover && !this.calling.has(discovery)) times.push(this.retryDue);
    return Math.max(Math.min(...times) - performance.now(), 0);
  }
}
