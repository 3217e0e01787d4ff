import { randomBytes } from "node:crypto";
import type { Mount } from "../server/api/http/create-front.ts";
import { observeRuns } from "../server/api/rest/engine-metrics.ts";
import type { DurableEngine } from "../server/platform/durable-runs.ts";
import type { Platform } from "../server/platform/platform.ts";
import { configureInngest } from "./client.ts";
import { startEmbeddedEngine } from "./embedded/engine.ts";
import { registerApp, registerOnce } from "./register-app.ts";
import { workspaceOf } from "./scope-of.ts";
import { createInngestHandler, servePath } from "./serve.ts";
import { testAddress, testEvents, testRegistration } from "./test-connection.ts";

/** The engine of this process: what it adds to the port, and its beginning and end. */
export type DurableRuns = {
  mounts: Mount[];
  /** Called once the port is open: registers the functions. Throws when one asks for what the engine does not do. */
  ready(): Promise<void>;
  stop(): Promise<void>;
  engine: DurableEngine;
};

/** Runs the functions by the embedded engine, or by the Inngest server the environment names; they are the same. */
export async function startDurableRuns(platform: Platform): Promise<DurableRuns> {
  const { settings } = platform;
  return settings.inngest ? viaInngestServer(platform, settings.inngest) : viaEmbeddedEngine(platform);
}

async function viaEmbeddedEngine({ settings, database, logger }: Platform): Promise<DurableRuns> {
  // Engine and functions live in one process: keys of this process alone, never stored.
  const signingKey = `signkey-prod-${randomBytes(32).toString("hex")}`;
  const eventKey = randomBytes(32).toString("hex");
  const origin = `http://${settings.host.includes(":") ? `[${settings.host}]` : settings.host.replace(/^0\.0\.0\.0$/, "127.0.0.1")}:${settings.port}`;
  configureInngest({ baseUrl: origin, eventKey, signingKey });
  const serveUrl = `${origin}${servePath}`;
  const engine = await startEmbeddedEngine({
    database,
    serveUrl,
    signingKey,
    eventKey,
    logger,
    scopeOf: workspaceOf,
    observer: observeRuns(),
  });
  const events = async (request: Request) =>
    (await engine.handle(request)) ?? new Response(null, { status: 404 });
  return {
    engine: {
      kind: "embedded",
      runs: engine.runs,
      dashboardUrl: undefined,
      serveUrl,
      test: () => Promise.all([testEvents(), testRegistration(() => engine.register())]),
    },
    mounts: [
      { path: servePath, handler: createInngestHandler(origin) },
      { path: "/e/", handler: events },
      { path: "/fn/", handler: events },
    ],
    ready: () => engine.register(),
    stop: () => engine.stop(),
  };
}

function viaInngestServer(
  platform: Platform,
  keys: NonNullable<Platform["settings"]["inngest"]>,
): DurableRuns {
  const { settings, logger } = platform;
  configureInngest(keys);
  const handler = createInngestHandler(settings.publicUrl);
  const app = { handler, origin: settings.publicUrl, signingKey: keys.signingKey };
  const register = () => registerOnce(app);
  const stopped = new AbortController();
  const isCloud = keys.baseUrl === undefined;
  return {
    engine: {
      kind: isCloud ? "cloud" : "self-hosted",
      runs: undefined,
      dashboardUrl: keys.baseUrl ?? "https://app.inngest.com",
      serveUrl: `${settings.publicUrl}${servePath}`,
      test: async () => [
        ...(await Promise.all([testEvents(), testRegistration(register)])),
        ...(isCloud ? [testAddress(settings.publicUrl)] : []),
      ],
    },
    mounts: [{ path: servePath, handler }],
    async ready() {
      // An Inngest server that is down must not keep events from being taken: they wait in the outbox.
      registerApp({ ...app, logger, signal: stopped.signal }).catch((error) =>
        logger.error({ err: error }, "inngest.registration_ended"),
      );
    },
    async stop() {
      stopped.abort();
    },
  };
}
