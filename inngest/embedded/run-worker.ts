import { randomUUID } from "node:crypto";
import type { Database } from "../../server/platform/database.ts";
import { type ActivationParts, activateRun } from "./activate-run.ts";
import {
  dropLeases,
  handBackRuns,
  type LeasedRun,
  leaseRuns,
  pollMs,
  renewLeases,
  renewMs,
} from "./lease-runs.ts";

const graceMs = 3000;

type Holding = { run: LeasedRun; wakes: number; lose: () => void; change: () => void; done: Promise<void> };

/**
 * Keeps up to `concurrency` runs going: leases what is due when something nudges it, when the next due time comes, and
 * every two seconds for what others left behind; renews the leases of what is running.
 */
export function startWorker(
  parts: Omit<ActivationParts, "stopping">,
  database: Database,
  concurrency: number,
): { nudge(): void; running(): number; stop(): Promise<void> } {
  const { store, logger } = parts;
  const holdings = new Map<string, Holding>();
  const batch = Math.max(Math.floor(concurrency / 8), 1);
  let stopping = false;
  let backlog = false;
  let claiming: Promise<void> | undefined;
  let renewing: Promise<void> | undefined;
  let again = false;
  let first = true;
  let timer: NodeJS.Timeout | undefined;
  let timerDue = Number.POSITIVE_INFINITY;
  const activation: ActivationParts = { ...parts, stopping: () => stopping };

  /** Whether a run that ends or waits may make room for another one before the queue is full. */
  const limited = () => [...store.functions.values()].some((fn) => fn.concurrency.length > 0);

  function hold(run: LeasedRun): void {
    const lost = new AbortController();
    let change = () => {};
    let changed: Promise<void>;
    const rearm = () => {
      changed = new Promise((resolve) => {
        change = resolve;
      });
    };
    rearm();
    const holding: Holding = {
      run,
      wakes: run.wakes,
      lose() {
        lost.abort();
        change();
      },
      change() {
        change();
        rearm();
      },
      done: Promise.resolve(),
    };
    holdings.set(run.id, holding);
    holding.done = activateRun(activation, run, { signal: lost.signal, changed: () => changed })
      .then((dueInMs) => {
        if (dueInMs !== null) nudgeIn(dueInMs);
      })
      .catch((error) =>
        logger.error({ err: error, runId: run.id, functionId: run.functionId }, "engine.activation_failed"),
      )
      .finally(() => {
        holdings.delete(run.id);
        if (limited() || (backlog && concurrency - holdings.size >= batch)) nudge();
      });
  }

  async function claim(): Promise<number> {
    const limit = concurrency - holdings.size;
    if (limit <= 0 || store.functions.size === 0) return pollMs;
    if (first && database.kind === "embedded") await dropLeases(store.pool, store.sql);
    first = false;
    const { runs, nextDueInMs } = await leaseRuns(store.pool, store.sql, {
      token: randomUUID(),
      limit,
      functionIds: [...store.functions.keys()],
      held: [...holdings.keys()],
      limited: limited(),
      exclusive: database.kind === "postgres",
    });
    for (const run of runs) hold(run);
    backlog = runs.length === limit;
    // With limits, runs of one busy function may have hidden others behind them.
    if (limited() && runs.length > 0 && !backlog) again = true;
    return Math.min(nextDueInMs ?? pollMs, pollMs);
  }

  function nudge(): void {
    if (stopping) return;
    if (claiming) {
      again = true;
      return;
    }
    again = false;
    clearTimeout(timer);
    timerDue = Number.POSITIVE_INFINITY;
    claiming = claim()
      .catch((error) => {
        logger.warn({ err: error }, "engine.claim_failed");
        return pollMs;
      })
      .then((waitMs) => {
        claiming = undefined;
        if (stopping) return;
        if (again) return nudge();
        nudgeIn(waitMs);
      });
  }

  /** Nudges after so many milliseconds, unless that happens earlier anyway. */
  function nudgeIn(ms: number): void {
    const due = performance.now() + ms;
    if (stopping || due >= timerDue) return;
    clearTimeout(timer);
    timerDue = due;
    timer = setTimeout(nudge, Math.max(Math.ceil(ms), 1));
    timer.unref();
  }

  async function renewAll(): Promise<void> {
    const held = [...holdings.values()];
    if (held.length === 0) return;
    try {
      const wakes = await renewLeases(
        store.pool,
        store.sql,
        held.map(({ run }) => run),
      );
      for (const holding of held) {
        const seen = wakes.get(holding.run.id);
        if (seen === undefined) holding.lose();
        else if (seen !== holding.wakes) {
          holding.wakes = seen;
          holding.change();
        }
      }
    } catch (error) {
      logger.warn({ err: error }, "engine.renew_failed");
    }
  }

  const unlisten = database.listen("firstline_engine", nudge);
  const renewal = setInterval(() => {
    renewing = renewAll();
  }, renewMs);
  renewal.unref();
  nudge();

  return {
    nudge,
    running: () => holdings.size,
    async stop() {
      stopping = true;
      unlisten();
      clearInterval(renewal);
      clearTimeout(timer);
      // What a claim under way brings is held, and handed back with the rest.
      await Promise.all([claiming, renewing]);
      const grace = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
      await Promise.race([Promise.all([...holdings.values()].map(({ done }) => done)), grace]);
      const left = [...holdings.values()];
      if (left.length === 0) return;
      await handBackRuns(
        store.pool,
        store.sql,
        left.map(({ run }) => run),
      ).catch((error) => logger.warn({ err: error }, "engine.hand_back_failed"));
      for (const holding of left) holding.lose();
      await Promise.all(left.map(({ done }) => done));
    },
  };
}
