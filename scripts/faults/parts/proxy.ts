import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A TCP proxy on loopback that makes a good connection bad. */
export type BadLine = {
  port: number;
  /** Milliseconds that every piece waits, in each direction. */
  delayMs: number;
  /** Whether pieces are held back until it is taken away again. */
  silent: boolean;
  /** Resets every connection of this moment; new ones are taken. */
  cut(): void;
  /** Refuses and resets everything until open(). */
  close(): Promise<void>;
  open(): Promise<void>;
};

export async function startProxy(targetPort: number): Promise<BadLine> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;

  /** Keeps the order: a piece goes after those before it. */
  function forward(from: Socket, to: Socket): void {
    let last = Promise.resolve();
    from.on("data", (piece) => {
      const due = performance.now() + line.delayMs;
      last = last.then(async () => {
        const left = due - performance.now();
        if (left > 0) await sleep(left);
        while (line.silent && !to.destroyed) await sleep(20);
        if (!to.destroyed) to.write(piece);
      });
    });
    from.on("end", () => {
      last = last.then(() => {
        to.end();
      });
    });
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
  }
  function take(client: Socket): void {
    const upstream = connect(targetPort, "127.0.0.1");
    for (const socket of [client, upstream]) sockets.add(socket.setNoDelay());
    forward(client, upstream);
    forward(upstream, client);
  }

  const line: BadLine = {
    port: 0,
    delayMs: 0,
    silent: false,
    cut() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    async close() {
      const closing = server;
      server = undefined;
      const closed = new Promise((resolve) => (closing ? closing.close(resolve) : resolve(undefined)));
      line.cut();
      await closed;
    },
    async open() {
      if (server) return;
      const opening = createServer(take);
      await new Promise<void>((resolve, reject) => {
        opening.once("error", reject);
        opening.listen(line.port, "127.0.0.1", resolve);
      });
      const address = opening.address();
      if (address && typeof address === "object") line.port = address.port;
      server = opening;
    },
  };
  await line.open();
  return line;
}
