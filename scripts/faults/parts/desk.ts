import { randomBytes } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedDatabase } from "../../../server/platform/embedded-database/start.ts";
import { onPostgres } from "../../../server/testing/fresh-database.ts";
import { newSecret, prepareApp, type RunningApp } from "../../../server/testing/start-app.ts";
import { type Load, startLoad } from "./load.ts";
import { type Manner, type Receiver, startReceiver } from "./receiver.ts";
import { Skipped } from "./scenario.ts";
import type { Stage } from "./stage.ts";
import { until } from "./until.ts";

export const endpointKey = "tickets";

/** The product with one endpoint, one document, and the systems around it. */
export type Desk = {
  app: RunningApp;
  secret: string;
  receiver: Receiver;
  load(
    events: Parameters<typeof startLoad>[1],
    options: Parameters<typeof startLoad>[2] & { apps?: RunningApp[] },
  ): Load;
  /** Every row of a list of the API, page by page. */
  all<Row>(path: string): Promise<Row[]>;
  /** A channel to the receiver's `path`, and the playbook that answers events of `type` through it by itself. */
  answerByItself(type: string | null, path: string): Promise<void>;
  /** Waits until no event and no delivery is under way, and nothing waits to be enqueued. */
  drained(limitMs: number): Promise<void>;
  /** Ends every process of the product and reads the database itself. */
  afterwards<T>(read: (client: pg.Client) => Promise<T>): Promise<T>;
};

type Options = {
  env?: Record<string, string>;
  /** A PostgreSQL instead of the one that TEST_DATABASE_URL names. */
  databaseUrl?: string;
  manner?: (path: string, call: number) => Manner;
  /** Processes on the same database besides the first; the caller starts them. */
  others?: (env: Record<string, string>) => RunningApp[];
};

const manual = `# Lumen lamp

## The lamp does not turn on

Charge the lamp for two hours first. Then hold the power button for ten seconds.
`;

const underWay = [
  "/events?status=accepted",
  "/events?status=processing",
  "/deliveries?status=queued",
  "/deliveries?status=sending",
];

/** Starts the product on an empty database of the stage's kind; whatever it starts is ended with the stage. */
export async function openDesk(stage: Stage, options: Options = {}): Promise<Desk> {
  const [secret, channelSecret] = [newSecret(), newSecret()];
  const receiver = await startReceiver(channelSecret, options.manner);
  stage.defer(() => receiver.close());
  const databaseUrl =
    stage.database === "PostgreSQL" ? (options.databaseUrl ?? (await emptyPostgres(stage))) : undefined;
  const env: Record<string, string> = {
    FIRSTLINE_ALLOW_PRIVATE_HOSTS: receiver.host,
    ...(databaseUrl && {
      DATABASE_URL: databaseUrl,
      FIRSTLINE_MASTER_KEY: randomBytes(32).toString("base64"),
      NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
    }),
    ...options.env,
  };
  const app = prepareApp(stage.port(), env, { quiet: true });
  // One key for all: each process makes the one it is given the only one of its name.
  const apps = [app, ...(options.others?.({ ...env, FIRSTLINE_API_KEY: app.apiKey }) ?? [])];
  for (const one of apps) {
    stage.printed.push(one.printed);
    stage.defer(() => one.remove());
  }
  await app.start();
  await app.api("POST", "/api/v1/endpoints", {
    key: endpointKey,
    name: "Tickets",
    verification: { scheme: "standard-webhooks", secret },
  });
  await learn(app, "lamp.md", manual);

  return {
    app,
    secret,
    receiver,
    load: (events, { apps: targets = [app], ...rest }) =>
      startLoad({ apps: targets, endpointKey, secret }, events, rest),
    async all<Row>(path: string) {
      const rows: Row[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: { data: Row[]; next_cursor: string | null } = await app.api(
          "GET",
          `/api/v1${path}?limit=100${cursor && `&cursor=${cursor}`}`,
        );
        rows.push(...page.data);
        cursor = page.next_cursor;
      }
      return rows;
    },
    async answerByItself(type, path) {
      const channel = await app.api<{ id: string }>("POST", "/api/v1/channels", {
        name: path,
        kind: "webhook",
        config: { url: receiver.url(path) },
        secret: channelSecret,
      });
      await app.api("POST", "/api/v1/playbooks", {
        name: path,
        event_type: type,
        channel_id: channel.id,
        autonomy: "auto",
        priority: 10,
      });
    },
    async drained(limitMs) {
      await until("events and deliveries end", limitMs, async () => {
        for (const list of underWay) {
          const { data } = await app.api<{ data: object[] }>("GET", `/api/v1${list}&limit=1`);
          if (data.length > 0) throw new Error(`${list} has ${JSON.stringify(data[0]).slice(0, 300)}.`);
        }
        const metrics = await (await fetch(`${app.origin}/metrics`)).text();
        if (!/^firstline_outbox_rows 0$/m.test(metrics)) throw new Error("Rows wait in the outbox.");
        return true;
      });
    },
    async afterwards(read) {
      for (const one of apps) await one.kill("SIGKILL");
      if (databaseUrl) return withClient({ connectionString: databaseUrl }, read);
      const database = await startEmbeddedDatabase(join(app.dataDir, "database"));
      try {
        const { socketFolder: host } = database.source;
        return await withClient({ host, port: 5432, user: "postgres", database: "postgres" }, read);
      } finally {
        await database.stop();
      }
    },
  };
}

/** The URL of an empty database on the server of TEST_DATABASE_URL, dropped with the stage. */
export async function emptyPostgres(stage: Stage): Promise<string> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Skipped("TEST_DATABASE_URL is not set");
  const { source, stop } = await onPostgres(server);
  stage.defer(stop);
  if (source.kind !== "postgres") throw new Error("not a PostgreSQL");
  return source.connectionString;
}

async function withClient<T>(config: pg.ClientConfig, read: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await read(client);
  } finally {
    await client.end();
  }
}

/** Uploads a document and waits until it is in force; its id. */
export async function learn(app: RunningApp, filename: string, text: string, limitMs = 60_000) {
  const form = new FormData();
  form.set("file", new Blob([text]), filename);
  const { id } = await app.api<{ id: string }>("POST", "/api/v1/documents", form);
  const status = await until(`${filename} is ready`, limitMs, async () => {
    const seen = await app.api<{ status: string }>("GET", `/api/v1/documents/${id}`);
    return (seen.status === "ready" || seen.status === "failed") && seen.status;
  });
  if (status === "failed") throw new Error(`${filename} could not be read.`);
  return id;
}
