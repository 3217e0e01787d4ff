import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import type { Prisma } from "../../prisma/generated/client.ts";
import { PrismaClient } from "../../prisma/generated/client.ts";
import { receptionName } from "./embedded-database/read-messages.ts";

export type Transaction = Prisma.TransactionClient;

/** The database of this process: Prisma and plain SQL over one pool, and the wake-ups of its triggers. */
export type Database = {
  prisma: PrismaClient;
  pool: pg.Pool;
  /** Connections that nobody else uses: a sender is answered however many statements of the desk's own stand in line. */
  reception: { prisma: PrismaClient; pool: pg.Pool };
  /** "embedded" (PGlite behind its socket: one backend shared by all) or "postgres". */
  kind: "embedded" | "postgres";
  /**
   * Runs `wake` after commits that notified `channel`; returns the unsubscribe function. A wake-up can be spurious and,
   * while the connection is being restored, missed: whoever relies on it also polls.
   */
  listen(channel: string, wake: (payload: string) => void): () => void;
  /** Tells whoever listens to `channel`, in every process, something that is stored nowhere; 8,000 bytes at most. */
  say(channel: string, payload: string): Promise<void>;
  close(): Promise<void>;
};

export type DatabaseSource =
  | { kind: "postgres"; connectionString: string }
  | { kind: "embedded"; socketFolder: string };

/**
 * A database that is away is known to be away after this. The embedded one lives on this machine: where it does not take a
 * connection at once the machine is busy, and when its process has ended it refuses by itself.
 */
const connectTimeoutMs = { postgres: 1500, embedded: 10_000 };
/** A hundred steps at once wait for a handful of connections: a queue is no fault, and costs none of their retries. */
const queueTimeoutMs = 15_000;
const queryTimeoutMs = 20_000;

/** One records what arrives, the other looks up where it belongs. */
const receptionConnections = 2;

/** The pool has one time limit for its queue and for connecting; this keeps the second one short. */
const promptClient = (connectionTimeoutMillis: number) =>
  class extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super({ ...config, connectionTimeoutMillis });
    }
  };

/** Opens the pool; nothing is connected before the first statement. */
export function openDatabase(source: DatabaseSource): Database {
  const config: pg.PoolConfig =
    source.kind === "postgres"
      ? { connectionString: source.connectionString, max: 12 }
      : { host: source.socketFolder, port: 5432, user: "postgres", database: "postgres", max: 6 };
  const common = {
    ...config,
    Client: promptClient(connectTimeoutMs[source.kind]),
    connectionTimeoutMillis: queueTimeoutMs,
    query_timeout: queryTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  };
  const pools = [
    new pg.Pool(common),
    new pg.Pool({ ...common, max: receptionConnections, application_name: receptionName }),
  ] as const;
  const [pool, receptionPool] = pools;
  for (const each of pools) {
    // An idle connection that breaks is replaced by the next statement; without a listener it would end the process.
    each.on("error", () => {});
    // One that breaks while it is lent out, between two statements, too: its next statement fails.
    each.on("connect", (client) => client.on("error", () => {}));
  }
  const clientOf = (each: pg.Pool) =>
    new PrismaClient({ adapter: new PrismaPg(each), transactionOptions: { maxWait: queueTimeoutMs } });
  const prisma = clientOf(pool);
  const reception = { prisma: clientOf(receptionPool), pool: receptionPool };

  const wakes = new Map<string, Set<(payload: string) => void>>();
  const notify = (channel: string, payload = "") => {
    for (const wake of wakes.get(channel) ?? []) wake(payload);
  };
  // The embedded database tells each client of its own commits, by a notice (see firstline_notify in the migrations).
  if (source.kind === "embedded")
    for (const each of pools)
      each.on("connect", (client) =>
        client.on("notice", (notice) => setImmediate(notify, notice.message ?? "", "")),
      );
  const listener =
    source.kind === "postgres"
      ? listenOnPostgres(source.connectionString, () => [...wakes.keys()], notify)
      : { refresh() {}, async close() {} };

  return {
    prisma,
    pool,
    reception,
    kind: source.kind,
    listen(channel, wake) {
      const existing = wakes.get(channel);
      if (existing) existing.add(wake);
      else {
        wakes.set(channel, new Set([wake]));
        listener.refresh();
      }
      return () => {
        wakes.get(channel)?.delete(wake);
      };
    },
    async say(channel, payload) {
      // Everybody who uses the embedded database is in this process.
      if (source.kind === "embedded") setImmediate(notify, channel, payload);
      else await pool.query("SELECT pg_notify($1, $2)", [channel, payload]);
    },
    async close() {
      await listener.close();
      await Promise.all([prisma.$disconnect(), reception.prisma.$disconnect()]);
      await Promise.all(pools.map((each) => each.end()));
    },
  };
}

/** A connection of its own that LISTENs, opened at the first subscription and reopened a second after it breaks. */
function listenOnPostgres(
  connectionString: string,
  channels: () => string[],
  notify: (channel: string, payload?: string) => void,
) {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  async function subscribe(connected: pg.Client) {
    for (const channel of channels()) await connected.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
  }
  function reconnectLater() {
    client = undefined;
    if (closed || retry) return;
    retry = setTimeout(() => {
      retry = undefined;
      connect();
    }, 1000);
    retry.unref();
  }
  function connect() {
    if (client || closed) return;
    const opening = new pg.Client({
      connectionString,
      connectionTimeoutMillis: connectTimeoutMs.postgres,
      keepAlive: true,
    });
    client = opening;
    opening.on("error", reconnectLater);
    opening.on("end", reconnectLater);
    opening.on("notification", (message) => notify(message.channel, message.payload));
    opening
      .connect()
      .then(() => subscribe(opening))
      // What was missed while away is found by waking everyone once.
      .then(() => {
        for (const channel of channels()) notify(channel);
      })
      .catch(() => {
        opening.end().catch(() => {});
        reconnectLater();
      });
  }

  return {
    refresh() {
      if (client) subscribe(client).catch(reconnectLater);
      else connect();
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => {});
    },
  };
}
