import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import type { Database } from "../../../server/platform/database.ts";
import { registerOnce } from "../../register-app.ts";
import { startTestEngine, until } from "./start-test-engine.ts";

/** What a test sees of a server: events go in, and functions tell what they came to. Nothing of anybody's rows. */
export type AnyServer = {
  /** Event names of this run alone, so that the functions of earlier runs on a lasting server sleep on. */
  named(name: string): string;
  send(name: string, data?: Record<string, unknown>, id?: string): Promise<string>;
  /** What the function returned for the event. */
  result(functionId: string, eventId: string, timeoutMs?: number): Promise<unknown>;
  results(functionId: string): unknown[];
  stop(): Promise<void>;
};

type Tell = <Context extends { event: { id?: string } }>(
  functionId: string,
  handler: (context: Context) => unknown,
) => (context: Context) => Promise<unknown>;

type Make = (parts: {
  client: Inngest;
  named: (name: string) => string;
  tell: Tell;
}) => InngestFunction.Like[];

type Environment = Record<string, string | undefined>;

const silent = { info() {}, warn() {}, error() {}, debug() {} };

/**
 * The embedded engine, or the server that INNGEST_TEST_URL names, with INNGEST_TEST_EVENT_KEY and
 * INNGEST_TEST_SIGNING_KEY; it calls us back at INNGEST_TEST_SERVE_ORIGIN (default `http://127.0.0.1:` and a free port).
 */
export async function startAnyServer(
  { database, env }: { database: Database; env: Environment },
  make: Make,
): Promise<AnyServer> {
  const appId = `any-${randomBytes(4).toString("hex")}`;
  const named = (name: string) => `${appId}/${name}`;
  const told: { functionId: string; eventId: string | undefined; result: unknown }[] = [];
  // A handler that waits for a step never returns; the call that does is the last one.
  const tell: Tell = (functionId, handler) => async (context) => {
    const result = await handler(context);
    told.push({ functionId, eventId: context.event.id, result });
    return result;
  };
  const functions = (client: Inngest) => make({ client, named, tell });
  const { client, stop } = env.INNGEST_TEST_URL
    ? await serveTo(env, appId, functions)
    : await startTestEngine({ database, appId, functions });
  const of = (functionId: string) => told.filter((one) => one.functionId === functionId);
  return {
    named,
    async send(name, data = {}, id) {
      const { ids } = await client.send({ name: named(name), data, ...(id !== undefined && { id }) });
      return ids[0] as string;
    },
    async result(functionId, eventId, timeoutMs) {
      const find = async () => of(functionId).find((one) => one.eventId === eventId);
      return (await until(`${functionId} to return`, find, timeoutMs)).result;
    },
    results: (functionId) => of(functionId).map(({ result }) => result),
    stop,
  };
}

async function serveTo(
  env: Environment,
  appId: string,
  functions: (client: Inngest) => InngestFunction.Like[],
) {
  const { INNGEST_TEST_EVENT_KEY: eventKey = "", INNGEST_TEST_SIGNING_KEY: signingKey = "" } = env;
  const wanted = new URL(env.INNGEST_TEST_SERVE_ORIGIN ?? "http://127.0.0.1:0");
  let listener: ReturnType<typeof getRequestListener> = () => Promise.resolve();
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(Number(wanted.port), resolve));
  wanted.port = String((server.address() as AddressInfo).port);
  const client = new Inngest({
    id: appId,
    baseUrl: env.INNGEST_TEST_URL,
    eventKey,
    signingKey,
    isDev: false,
    logger: silent,
  });
  const handler = serve({ client, functions: functions(client), serveOrigin: wanted.origin });
  listener = getRequestListener(handler);
  await registerOnce({ handler, origin: wanted.origin, signingKey });
  const stop = async () => {
    server.closeAllConnections();
    server.close();
  };
  return { client, stop };
}
