import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { RequestListener, Server, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** What waits for something longer than this is cut off: its sender asks again. */
const patienceMs = 5000;
/** An answer that was begun reaches its reader within this; a stream that never ends does not hold up the end. */
const flushMs = 500;

/** Lets a process end without failing anybody's request. */
export type Drain = {
  /** Stands in front of `listener`, from the port's first request on. */
  around(listener: RequestListener): RequestListener;
  /** Refuses new requests with 503 and Retry-After; settles when those under way have their answer. */
  begin(): Promise<void>;
  /** Closes the port when what was still served has its answer, too. */
  close(server: Server): Promise<void>;
};

/** @param toTheEnd paths that are served until the port closes, everything below one that ends in "/" */
export function createDrain(toTheEnd: readonly string[] = []): Drain {
  const underWay = new Map<ServerResponse, { isLast: boolean }>();
  let ending = false;

  async function answered(which: (isLast: boolean) => boolean): Promise<void> {
    const deadline = performance.now() + patienceMs;
    const isWaiting = () =>
      [...underWay].some(([response, { isLast }]) => !response.headersSent && which(isLast));
    while (isWaiting() && performance.now() < deadline) await sleep(20);
  }

  return {
    around: (listener) => (request, response) => {
      const path = (request.url ?? "/").split("?", 1)[0]!;
      const isLast = toTheEnd.some((one) => (one.endsWith("/") ? path.startsWith(one) : path === one));
      if (ending && !isLast) return refuse(response);
      underWay.set(response, { isLast });
      response.once("close", () => underWay.delete(response));
      return listener(request, response);
    },
    async begin() {
      ending = true;
      await answered((isLast) => !isLast);
    },
    async close(server) {
      await answered(() => true);
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      await Promise.race([closed, sleep(flushMs)]);
      server.closeAllConnections();
    },
  };
}

function refuse(response: ServerResponse): void {
  const message = "This process is ending. Try again in a moment.";
  const error = { code: "storage_unavailable", message, request_id: randomUUID() };
  response.writeHead(503, { "content-type": "application/json", "retry-after": "1", connection: "close" });
  response.end(JSON.stringify({ error }));
}
