import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import type { Database } from "../../../server/platform/database.ts";
import type { RunDetail } from "../../../server/platform/durable-runs.ts";
import { newId } from "../../../server/platform/ids.ts";
import { createLogger } from "../../../server/platform/logger.ts";
import { type EmbeddedEngine, type EmbeddedEngineOptions, startEmbeddedEngine } from "../engine.ts";

export type TestEngine = {
  engine: EmbeddedEngine;
  client: Inngest;
  schema: string;
  url: string;
  /** Sends one event and gives its id. */
  send(name: string, data?: Record<string, unknown>, id?: string): Promise<string>;
  /** The one run that an event started, once it has ended. */
  ended(functionId: string, eventId?: string): Promise<RunDetail>;
  stop(): Promise<void>;
};

type Options = Partial<EmbeddedEngineOptions> & {
  database: Database;
  appId?: string;
  functions: (client: Inngest) => InngestFunction.Like[];
};

export const signingKey = `signkey-test-${"ab".repeat(32)}`;
export const eventKey = "test-event-key";

/** A schema name that nobody else uses. */
export const randomSchema = () => `engine_${randomBytes(6).toString("hex")}`;

/** Polls until `read` gives something; an error names what was awaited. */
export async function until<T>(
  what: string,
  read: () => Promise<T | undefined | false>,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * The engine and the real SDK's handler on one port, as main.ts mounts them: the functions' own client sends its events to
 * the engine, and the engine calls the functions.
 */
export async function startTestEngine({
  functions,
  appId = "app",
  ...options
}: Options): Promise<TestEngine> {
  let listener: ReturnType<typeof getRequestListener> = () => Promise.resolve();
  const server = createServer((request: IncomingMessage, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const client = new Inngest({ id: appId, baseUrl: url, eventKey, signingKey, isDev: false, logger: silent });
  const handler = serve({ client, functions: functions(client) });
  const schema = options.schema ?? randomSchema();
  const engine = await startEmbeddedEngine({
    serveUrl: `${url}/api/inngest`,
    signingKey,
    eventKey,
    logger: createLogger("silent"),
    backoff: () => 50,
    ...options,
    schema,
  });
  listener = getRequestListener(async (request) => (await engine.handle(request)) ?? handler(request));
  await engine.register();

  return {
    engine,
    client,
    schema,
    url,
    async send(name, data = {}, id = newId()) {
      const { ids } = await client.send({ name, data, id });
      return ids[0] as string;
    },
    ended(functionId, eventId) {
      return until(`the end of ${functionId}`, async () => {
        for (const run of await engine.runs.list({ functionId: `${appId}-${functionId}` })) {
          const detail = await engine.runs.get(run.id);
          if (detail?.endedAt && (eventId === undefined || detail.event.id === eventId)) return detail;
        }
        return undefined;
      });
    },
    async stop() {
      await engine.stop();
      await close(server);
      await options.database.pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    },
  };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** The SDK reports failing steps; here they fail on purpose. */
const silent = { info() {}, warn() {}, error() {}, debug() {} };
