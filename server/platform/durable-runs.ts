/** "queued", "running" and "waiting" are the states of a run that has not ended. */
export const runStatuses = ["queued", "running", "waiting", "completed", "failed", "cancelled"] as const;
export type RunStatus = (typeof runStatuses)[number];

export type RunSummary = {
  id: string;
  functionId: string;
  functionName: string;
  status: RunStatus;
  eventName: string;
  createdAt: Date;
  /** When a process first took it up. */
  startedAt: Date | null;
  endedAt: Date | null;
  rerunOf: string | null;
  /** When a failed run was run again, or marked as seen. */
  settledAt: Date | null;
  /** Why it failed or was cancelled. */
  errorMessage: string | null;
};

export type RunError = { name: string; message: string; stack?: string } & Record<string, unknown>;

export type RunStep = {
  id: string;
  op: string;
  name: string;
  status: "retrying" | "waiting" | "completed" | "failed";
  startedAt: Date;
  endedAt: Date | null;
  /** When its wait is over, or its next try comes. */
  dueAt: Date | null;
  output: unknown;
  error: RunError | null;
};

/** A try that failed. Without a step it is the function itself that failed. */
export type RunAttempt = {
  /** From 0. */
  number: number;
  stepId: string | null;
  stepName: string | null;
  startedAt: Date;
  endedAt: Date;
  error: RunError;
};

export type TriggerEvent = { id: string; name: string; data: Record<string, unknown>; ts: number };

export type RunDetail = Omit<RunSummary, "errorMessage"> & {
  event: TriggerEvent;
  output: unknown;
  error: RunError | null;
  steps: RunStep[];
  attempts: RunAttempt[];
};

/** How many runs there are; of each status that is an end 1,000 at most are counted. */
export type RunCounts = Record<RunStatus, number> & {
  /** Failed runs that were neither run again nor marked as seen. */
  unsettled: number;
};

/**
 * What an operator sees of the runs, and may do to them. `scope` is whose runs: a workspace's id, as the composition root
 * reads it from the event; without it, those of the whole installation.
 */
export type Runs = {
  /** Newest first; `cursor` is the id of the last one seen. */
  list(query: {
    scope?: string | undefined;
    status?: RunStatus | undefined;
    functionId?: string | undefined;
    cursor?: string | undefined;
    /** 101 at most, so that a page knows of a next one; default 50. */
    limit?: number | undefined;
  }): Promise<RunSummary[]>;
  get(id: string, scope?: string): Promise<RunDetail | undefined>;
  /**
   * Runs the function again for the same event, or for one like it where `changes` to its data are given; the new run's
   * id. Undefined when the run or its function is gone.
   */
  rerun(id: string, scope?: string, changes?: Record<string, unknown>): Promise<string | undefined>;
  /** Whether it was still to be cancelled. */
  cancel(id: string, scope?: string): Promise<boolean>;
  /** Marks failed runs as seen, one or all of the scope's; how many. */
  settle(query: { id?: string | undefined; scope?: string | undefined }): Promise<number>;
  counts(scope?: string): Promise<RunCounts>;
  /** The functions that are registered. */
  functions(): { id: string; name: string }[];
  metrics(): Promise<{
    /** Runs that are due and that nobody has taken up yet. */
    queueDepth: number;
    /** Seconds the oldest of them has been due. */
    oldestAgeSeconds: number;
    running: number;
    waiting: number;
    /** Failed runs that nobody has settled. */
    failed: number;
  }>;
};

/** What a test of the engine found out; `detail` is what the other side said, in its own words. */
export type EngineCheck = {
  subject: "events" | "registration" | "address";
  outcome: "ok" | "refused_key" | "unreachable" | "refused" | "only_local";
  detail?: string;
};

/** The durable engine as the rest of the product sees it: `server/main.ts` gives the one that `inngest/` started. */
export type DurableEngine = {
  kind: "embedded" | "self-hosted" | "cloud";
  /** The embedded engine's; of another server's runs we know our own timeline only. */
  runs: Runs | undefined;
  /** The Inngest server's screens. */
  dashboardUrl: string | undefined;
  /** Where the engine calls our functions. */
  serveUrl: string;
  /** Sends a test event and registers once more. */
  test(): Promise<EngineCheck[]>;
};
