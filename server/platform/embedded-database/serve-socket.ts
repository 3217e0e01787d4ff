import { createServer, type Server, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import type { PGlite } from "@electric-sql/pglite";
import { keepStatements } from "./keep-statements.ts";
import { createMessageReader } from "./read-messages.ts";

/** One backend serves everyone: what is being waited for, and by whom. */
type Client = { socket: Socket; gone: boolean; isUrgent: boolean };
type Turn = { client: Client; batch: Uint8Array; endsPipeline: boolean };

const maxConnections = 50;
const sync = Uint8Array.of(0x53, 0, 0, 0, 4);

/**
 * Serves the embedded database on a Unix socket to several clients, which take turns. A turn is a whole pipeline of the
 * extended protocol (Parse … Sync) or one simple query, and whoever has begun a transaction keeps the turn until its end:
 * the clients share one session, and with it one unnamed statement and one unnamed portal. Between turns, reception's come
 * first: it has one under way at a time, so that nobody starves. `pglite-socket` takes turns by
 * single messages, so that one client's Bind can meet another's Parse; that is why this is not it.
 */
export async function serveSocket(database: PGlite, path: string): Promise<{ stop(): Promise<void> }> {
  const clients = new Set<Client>();
  const queue: Turn[] = [];
  let owner: Client | undefined;
  let running = false;

  const statements = keepStatements();

  async function run({ client, batch }: Pick<Turn, "client" | "batch">): Promise<void> {
    const { first, batch: rewritten, answer, settle } = statements.rewrite(batch);
    const say = (data: Uint8Array) => {
      if (!client.gone) client.socket.write(Buffer.from(data));
    };
    let type: number | undefined;
    await database.runExclusive(async () => {
      if (first) await database.execProtocolRawStream(first, { onRawData() {} });
      if (answer) say(answer);
      await database.execProtocolRawStream(rewritten, {
        onRawData(data) {
          type ??= data[0];
          say(data);
        },
      });
    });
    settle(type);
  }

  /** Ends what a client that went away had begun. */
  async function release(client: Client): Promise<void> {
    await run({ client, batch: sync });
    if (database.isInTransaction()) await database.exec("ROLLBACK");
  }

  /** Where in the queue it stands; its length when nobody may go on. */
  function nextTurn(): number {
    const place = queue.findIndex(({ client }) => (owner ? client === owner : client.isUrgent));
    if (place >= 0) return place;
    return owner ? queue.length : 0;
  }

  async function takeTurns(): Promise<void> {
    if (running) return;
    running = true;
    for (;;) {
      // The backend works in this thread: whoever asked meanwhile is heard before a turn is given away.
      await setImmediate();
      if (owner?.gone) {
        await release(owner);
        owner = undefined;
      }
      const [turn] = queue.splice(nextTurn(), 1);
      if (!turn) break;
      if (turn.client.gone) continue;
      await run(turn);
      owner = !turn.endsPipeline || database.isInTransaction() ? turn.client : undefined;
    }
    running = false;
  }

  /** An error here is the database's own end, not a statement's: those travel to the client as messages. */
  function proceed(): void {
    takeTurns().catch((error: unknown) => {
      process.send?.({ failed: true, message: String(error) });
      process.exit(1);
    });
  }

  const server: Server = createServer((socket) => {
    const client: Client = { socket, gone: false, isUrgent: false };
    clients.add(client);
    socket.setNoDelay(true);
    const reader = createMessageReader({
      start(isUrgent) {
        client.isUrgent = isUrgent;
      },
      answer: (bytes) => socket.write(bytes),
      turn(batch, endsPipeline) {
        queue.push({ client, batch, endsPipeline });
        proceed();
      },
      end: () => socket.end(),
    });
    socket.on("data", reader);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      client.gone = true;
      clients.delete(client);
      proceed();
    });
  });
  server.maxConnections = maxConnections;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });

  return {
    async stop() {
      for (const { socket } of clients) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
