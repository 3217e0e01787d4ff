import type { Database } from "../../server/platform/database.ts";
import type { Runs } from "../../server/platform/durable-runs.ts";
import type { Logger } from "../../server/platform/logger.ts";
import { acceptEvents, acceptIn, newRun } from "./accept-events.ts";
import type { Observer } from "./activate-run.ts";
import { createSdkCaller } from "./call-sdk.ts";
import { answerEvents, sameKey } from "./events-api.ts";
import { cronEvent } from "./own-events.ts";
import { type EventBody, hashedSigningKey, limits } from "./protocol.ts";
import { readBody } from "./read-body.ts";
import { type RegisteredFunction, readFunctions, UnsupportedFunctionError } from "./register.ts";
import { removeHistory } from "./remove-history.ts";
import { startWorker } from "./run-worker.ts";
import { createRuns } from "./runs.ts";
import { createProgressWriter } from "./save-progress.ts";
import { publishedBackoff, startCronTimers } from "./schedule.ts";
import { inTransaction, type Store } from "./store.ts";
import { createTables, sqlFor } from "./tables.ts";

export type EmbeddedEngineOptions = {
  database: Database;
  /** Where the SDK's handler is served; every process calls its own. */
  serveUrl: string;
  signingKey: string;
  eventKey: string;
  logger: Logger;
  /** The PostgreSQL schema of the engine's tables. Default "engine". */
  schema?: string;
  /** Runs carried on at the same time by this process. Default 100. */
  concurrency?: number;
  /** How long ended runs and their events are kept. Default 30. */
  retentionDays?: number;
  /** Milliseconds before retry number `attempt` (from 1). Default: the published back-off. */
  backoff?: (attempt: number) => number;
  /** Whose a run for this event is: what lists are narrowed to. */
  scopeOf?: (event: EventBody) => string | undefined;
  observer?: Observer;
};

export type EmbeddedEngine = {
  /** Answers what is the engine's (`POST /e/{key}`, `POST /fn/register`); undefined for any other request. */
  handle(request: Request): Promise<Response | undefined>;
  /**
   * Reads the functions that serveUrl serves (in-band sync) and begins to run them.
   * @throws UnsupportedFunctionError when one asks for what the engine does not do
   */
  register(): Promise<void>;
  runs: Runs;
  metrics: Runs["metrics"];
  /** Takes nothing more, waits shortly for the steps that are running, and hands back the rest. */
  stop(): Promise<void>;
};

const housekeepingMs = 3_600_000;

/**
 * Starts the embedded durable engine: it runs unmodified functions of the Inngest SDK 4 (see protocol.ts for the release it
 * was tried against) by signed HTTP calls to `serveUrl`, and keeps events, runs and steps in `database`. Nothing runs, and
 * events are answered 503, before register().
 */
export async function startEmbeddedEngine(options: EmbeddedEngineOptions): Promise<EmbeddedEngine> {
  const { database, serveUrl, signingKey, eventKey, logger, schema = "engine" } = options;
  const sql = sqlFor(schema);
  await createTables(database.pool, sql, schema);

  const functions = new Map<string, RegisteredFunction>();
  const store: Store = {
    pool: database.pool,
    sql,
    functions,
    ...(options.scopeOf && { scopeOf: options.scopeOf }),
  };
  const caller = createSdkCaller(serveUrl, signingKey);
  const worker = startWorker(
    {
      store,
      caller,
      saveProgress: createProgressWriter(store),
      backoff: options.backoff ?? publishedBackoff,
      observer: options.observer,
      logger,
    },
    database,
    options.concurrency ?? 100,
  );
  const runs = createRuns(store);
  let crons = startCronTimers([]);
  let registered = false;
  let stopped: Promise<void> | undefined;

  const retentionDays = options.retentionDays ?? 30;
  const housekeeping = setInterval(() => {
    removeHistory(database, sql, retentionDays).catch((error) =>
      logger.warn({ err: error }, "engine.housekeeping_failed"),
    );
  }, housekeepingMs);
  housekeeping.unref();

  function use(registration: Map<string, RegisteredFunction>): void {
    functions.clear();
    for (const [id, fn] of registration) functions.set(id, fn);
    registered = true;
    crons.stop();
    crons = startCronTimers(
      [...functions.values()].flatMap((fn) =>
        fn.crons.map((cron) => ({ cron, fire: (nominal: Date) => void fireCron(fn, cron, nominal) })),
      ),
    );
    worker.nudge();
  }

  async function fireCron(fn: RegisteredFunction, cron: string, nominal: Date): Promise<void> {
    const event = cronEvent(fn.id, cron, nominal);
    await inTransaction(database.pool, (tx) => acceptIn(tx, store, [event], [newRun(fn, event)])).catch(
      (error) => logger.error({ err: error, functionId: fn.id, cron }, "engine.cron_failed"),
    );
  }

  /** An SDK that was asked by PUT to register sends its functions here. */
  async function answerRegistration(request: Request): Promise<Response> {
    const token = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
    if (!sameKey(token, hashedSigningKey(signingKey)))
      return Response.json({ status: 401, error: "The signing key is not this engine's." }, { status: 401 });
    try {
      const body = JSON.parse(await readBody(request, limits.requestBytes));
      use(readFunctions(body.functions));
      return Response.json({ ok: true, status: 200, modified: true });
    } catch (error) {
      const message = error instanceof UnsupportedFunctionError ? error.message : "The body is not usable.";
      return Response.json({ status: 400, error: message }, { status: 400 });
    }
  }

  return {
    async handle(request) {
      if (request.method !== "POST") return undefined;
      const { pathname } = new URL(request.url);
      if (pathname === "/fn/register") return answerRegistration(request);
      const key = /^\/e\/([^/]+)$/.exec(pathname)?.[1];
      if (key === undefined) return undefined;
      return answerEvents(request, decodeURIComponent(key), {
        eventKey,
        logger,
        // The insert itself notifies the worker.
        accept: registered ? (events) => acceptEvents(store, events) : undefined,
      });
    },
    async register() {
      const body = (await caller.sync()) as { functions?: unknown };
      use(readFunctions(body.functions));
    },
    runs,
    metrics: runs.metrics,
    stop() {
      stopped ??= (async () => {
        crons.stop();
        clearInterval(housekeeping);
        await worker.stop();
        await caller.close();
      })();
      return stopped;
    },
  };
}
