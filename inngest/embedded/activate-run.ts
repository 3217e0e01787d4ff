import { isStorageUnavailable } from "../../server/errors.ts";
import type { Logger } from "../../server/platform/logger.ts";
import type { SdkCaller } from "./call-sdk.ts";
import { type LeasedRun, readLeasedRun } from "./lease-runs.ts";
import { planStep } from "./plan-step.ts";
import { type Answer, canonicalJson, type ErrorBody, limits, toErrorBody } from "./protocol.ts";
import { discovery, RunState } from "./run-state.ts";
import type { FailedAttempt, Progress, RunEnd, SaveProgress, StepRow } from "./save-progress.ts";
import { retryAfterMs } from "./schedule.ts";
import type { Store } from "./store.ts";

/** A run whose process died this often without any progress between is not tried again: it may be what kills them. */
const maxLost = 10;
const storageRetryMs = 500;
const storagePatienceMs = 20_000;

/** Told of what ends, once it is committed: durations in seconds. */
export type Observer = {
  step(functionId: string, status: "completed" | "failed", seconds: number): void;
  /** From the run's creation on. */
  run(functionId: string, status: "completed" | "failed", seconds: number): void;
};

export type ActivationParts = {
  store: Store;
  caller: SdkCaller;
  saveProgress: SaveProgress;
  /** Milliseconds before retry number `attempt` (from 1). */
  backoff: (attempt: number) => number;
  observer: Observer | undefined;
  logger: Logger;
  /** True once the engine is stopping: what runs is finished, nothing more is begun. */
  stopping: () => boolean;
};

/** What the engine tells an activation from outside. */
export type LeaseWatch = {
  /** Aborted when the lease is lost. */
  signal: AbortSignal;
  /** Resolves when something was resolved for the run meanwhile, or the lease is lost. */
  changed: () => Promise<void>;
};

type Finished = { stepId: string; attempt: number; answer: Answer; tookMs: number };

/** The activation is over: the run ended, its lease is lost, or it was handed back and is due after so long. */
type Over = { dueInMs: number | null };
const over: Over = { dueInMs: null };

/**
 * Carries a leased run as far as it goes: calls the SDK, commits what came of it, calls again, until the run ends or has to
 * wait. A discovery runs the next step at once if there is only one; parallel steps are called one by one, with a discovery
 * after each.
 * @returns milliseconds until the run is due again; null when it is not, by itself
 */
export async function activateRun(
  parts: ActivationParts,
  leased: LeasedRun,
  watch: LeaseWatch,
): Promise<number | null> {
  const { store, caller } = parts;
  const fn = store.functions.get(leased.functionId);
  if (!fn) return null;
  const { maxAttempts } = fn;
  let run = leased;
  const event = canonicalJson(run.event);
  const state = new RunState(run);
  const calls = new Map<string, Promise<Finished>>();

  async function call(stepId: string, attempt: number): Promise<Finished> {
    const started = performance.now();
    const context = {
      runId: run.id,
      attempt,
      maxAttempts,
      // While other steps are open, a discovery must not run the one it finds: it may be running already.
      disableImmediateExecution: state.open.size > 0,
      event,
      steps: new Map(state.ended),
    };
    const answer = await caller.call(run.functionId, stepId, context, watch.signal);
    return { stepId, attempt, answer, tookMs: performance.now() - started };
  }

  function begin(): void {
    if (parts.stopping()) return;
    for (const { stepId, attempt } of state.due()) {
      calls.set(stepId, call(stepId, attempt));
      state.begin(stepId);
    }
  }

  async function end(how: RunEnd, failures: FailedAttempt[] = []): Promise<Over> {
    const tooLarge = "output" in how && how.output.length > limits.stepBytes;
    const fitting = tooLarge ? fail("The function's result is larger than 4 MB.") : how;
    await persist(parts, run, { steps: [], failures, attempt: state.attempt, end: fitting });
    return over;
  }

  /** Commits what an answer brought; where nothing can be done now, hands the run back in the same statement. */
  async function save(steps: StepRow[], failures: FailedAttempt[]): Promise<Over | undefined> {
    const dueInMs = state.dueInMs();
    const idle = calls.size === 0 && (parts.stopping() || dueInMs > 0);
    if (idle && dueInMs === Number.POSITIVE_INFINITY && state.open.size === 0)
      return end(fail("The function neither ended nor named anything to wait for."));
    const due = Number.isFinite(dueInMs) ? Math.ceil(dueInMs) : null;
    const release = idle ? { dueInMs: parts.stopping() ? 0 : due } : undefined;
    if (steps.length === 0 && failures.length === 0 && !release) return undefined;
    const held = await persist(parts, run, { steps, failures, attempt: state.attempt, release });
    return held ? release : over;
  }

  /** The call is to be made again later; false when its tries are used up. */
  function retryLater({ stepId, attempt }: Finished, retryAfter: string | undefined): boolean {
    const next = attempt + 1;
    if (next >= maxAttempts) return false;
    const asked = retryAfter ? retryAfterMs(retryAfter, new Date()) : undefined;
    state.retry(stepId, next, asked ?? parts.backoff(next));
    return true;
  }

  async function apply(finished: Finished): Promise<Over | undefined> {
    const { answer, stepId, attempt, tookMs } = finished;
    const failure = (error: ErrorBody, id: string | null, name: string | null): FailedAttempt => {
      return { number: attempt, stepId: id, stepName: name, tookMs, error };
    };
    if (answer.kind === "result") return end({ output: JSON.stringify(answer.data ?? null) });
    if (answer.kind === "error") {
      const failures = [failure(answer.error, stepId === discovery ? null : stepId, null)];
      if (!answer.retriable || !retryLater(finished, answer.retryAfter))
        return end({ error: answer.error }, failures);
      return save([state.retryRow(stepId, stepId)].filter(isRow), failures);
    }

    const rows: StepRow[] = [];
    const failures: FailedAttempt[] = [];
    for (const operation of answer.operations) {
      const { id, op, displayName = id } = operation;
      if (op === "RunComplete") return end({ output: JSON.stringify(operation.data ?? null) });
      if (op.startsWith("Defer")) return end(fail("The embedded engine does not do defer()."));
      const ran = op === "StepRun" || op === "StepError" || op === "StepFailed";
      // A discovery names again what is already known to be open.
      if (state.ended.has(id) || rows.some((row) => row.id === id) || (!ran && state.open.has(id))) continue;
      if (op === "StepPlanned") {
        state.plan(id);
        continue;
      }
      const failed = op === "StepError" || op === "StepFailed";
      if (failed) failures.push(failure(toErrorBody(operation.error, "The step failed."), id, displayName));
      if (op === "StepError" && retryLater(finished, answer.retryAfter)) {
        rows.push(...[state.retryRow(id, displayName)].filter(isRow));
        continue;
      }
      const row = planStep(operation, { event: run.event, functions: store.functions, tookMs, attempt });
      rows.push(row);
      state.take(row);
    }
    if (state.ended.size + state.open.size > limits.stepsPerRun)
      return end(fail(`The run has more than ${limits.stepsPerRun} steps.`));
    return save(rows, failures);
  }

  /** Waits for the next call to end; undefined when instead a wait may be over. */
  async function next(): Promise<Finished | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const awaited: Promise<Finished | undefined>[] = [
      ...calls.values(),
      watch.changed().then(() => undefined),
    ];
    const dueInMs = state.dueInMs();
    if (Number.isFinite(dueInMs))
      awaited.push(
        new Promise((resolve) => {
          timer = setTimeout(resolve, Math.min(Math.max(dueInMs, 10), 60_000), undefined);
        }),
      );
    const finished = await Promise.race(awaited);
    clearTimeout(timer);
    return finished;
  }

  if (run.lost > maxLost)
    return (await end(fail(`The process ended ${run.lost} times while running this, without any progress.`)))
      .dueInMs;
  for (;;) {
    begin();
    let done: Over | undefined;
    let finished: Finished | undefined;
    if (calls.size === 0) done = await save([], []);
    else {
      finished = await next();
      if (watch.signal.aborted) return null;
      if (finished) {
        calls.delete(finished.stepId);
        state.calling.delete(finished.stepId);
        done = await apply(finished);
      }
    }
    if (done) return done.dueInMs;
    // Nothing to call and nothing to wait for: a wait is over, and the database ends it. Asked without a pause, it is
    // the database that sets the pace.
    if (!finished && state.open.size > 0) {
      const again = await readLeasedRun(store.pool, store.sql, run);
      if (!again) return null;
      run = again;
      state.read(run);
    }
  }
}

const isRow = (row: StepRow | undefined): row is StepRow => row !== undefined;
const fail = (message: string): RunEnd => ({ error: { name: "Error", message } });

/**
 * Writes, waiting for a database that is away for a while: what a step has done must not be forgotten for a restart of the
 * database. The fence decides whether a late write still counts.
 */
async function persist(parts: ActivationParts, run: LeasedRun, progress: Progress): Promise<boolean> {
  const patience = performance.now() + storagePatienceMs;
  for (;;) {
    try {
      const held = await parts.saveProgress(run, progress);
      if (held && parts.observer) observe(parts.observer, run, progress);
      return held;
    } catch (error) {
      if (!isStorageUnavailable(error) || performance.now() > patience || parts.stopping()) throw error;
      await new Promise((resolve) => setTimeout(resolve, storageRetryMs));
    }
  }
}

function observe(observer: Observer, run: LeasedRun, { steps, failures, end }: Progress): void {
  for (const step of steps)
    if (step.status === "completed") observer.step(run.functionId, "completed", step.tookMs / 1000);
  for (const { tookMs } of failures) observer.step(run.functionId, "failed", tookMs / 1000);
  if (!end) return;
  const seconds = (performance.now() - run.createdAt) / 1000;
  observer.run(run.functionId, "error" in end ? "failed" : "completed", seconds);
}
