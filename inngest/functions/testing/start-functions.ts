import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { newId } from "../../../server/platform/ids.ts";
import type { Platform } from "../../../server/platform/platform.ts";
import { configureInngest } from "../../client.ts";
import { type EmbeddedEngine, startEmbeddedEngine } from "../../embedded/engine.ts";
import { createInngestHandler, servePath } from "../../serve.ts";

/**
 * The functions on the real engine, over HTTP, as server/main.ts puts them together; only the relay is left to the test.
 * @returns what ends it all
 */
export async function startFunctions(platform: Platform): Promise<() => Promise<void>> {
  const signingKey = `signkey-test-${"ab".repeat(16)}`;
  const eventKey = "key";
  let origin = "";
  let engine: EmbeddedEngine;
  const server = createServer(
    getRequestListener(async (request) => {
      const own = await engine.handle(request);
      return own ?? createInngestHandler(origin)(request);
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  configureInngest({ baseUrl: origin, eventKey, signingKey });
  engine = await startEmbeddedEngine({
    database: platform.database,
    serveUrl: `${origin}${servePath}`,
    signingKey,
    eventKey,
    logger: platform.logger,
    schema: `engine_${newId().replaceAll("-", "").slice(20)}`,
    backoff: () => 50,
  });
  await engine.register();
  return async () => {
    await engine.stop();
    server.close(() => server.closeAllConnections());
  };
}

/** Polls until what is read is good, and answers it. */
export async function until<T>(read: () => Promise<T>, good: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const value = await read();
    if (good(value)) return value;
    if (Date.now() > deadline) throw new Error(`still waiting: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
