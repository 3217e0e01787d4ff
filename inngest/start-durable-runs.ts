import { randomBytes } from "node:crypto";
import type { Mount } from "../server/api/http/create-front.ts";
import type { Platform } from "../server/platform/platform.ts";
import { configureInngest } from "./client.ts";
import { type EmbeddedEngine, startEmbeddedEngine } from "./embedded/engine.ts";
import { registerApp } from "./register-app.ts";
import { createInngestHandler, servePath } from "./serve.ts";

/** The engine of this process: what it adds to the port, and its beginning and end. */
export type DurableRuns = {
  mounts: Mount[];
  /** Called once the port is open: registers the functions. Throws when one asks for what the engine does not do. */
  ready(): Promise<void>;
  stop(): Promise<void>;
  /** Undefined when an Inngest server runs the functions. */
  engine: EmbeddedEngine | undefined;
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
  const engine = await startEmbeddedEngine({
    database,
    serveUrl: `${origin}${servePath}`,
    signingKey,
    eventKey,
    logger,
  });
  const events = async (request: Request) =>
    (await engine.handle(request)) ?? new Response(null, { status: 404 });
  return {
    engine,
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
  const stopped = new AbortController();
  return {
    engine: undefined,
    mounts: [{ path: servePath, handler }],
    async ready() {
      // An Inngest server that is down must not keep events from being taken: they wait in the outbox.
      registerApp({
        handler,
        origin: settings.publicUrl,
        signingKey: keys.signingKey,
        logger,
        signal: stopped.signal,
      }).catch((error) => logger.error({ err: error }, "inngest.registration_ended"));
    },
    async stop() {
      stopped.abort();
    },
  };
}
