/**
 * A healthy channel beside a slow receiver (1 s) and a dead one with 5,000 replies between them: how long the healthy one's
 * replies take from their approval, alone and beside the others, and what that costs in memory. Then how many of the slow
 * one's replies arrived, and under how many keys.
 * Usage: node bench/deliveries.ts [embedded|postgres] [replies to the others, default 5000]
 * PostgreSQL: TEST_DATABASE_URL (see scripts/test-postgres.sh).
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { configureInngest, enqueue } from "../inngest/client.ts";
import { startEmbeddedEngine } from "../inngest/embedded/engine.ts";
import { createInngestHandler, servePath } from "../inngest/serve.ts";
import { createChannel } from "../server/channel/create-channel.ts";
import { makeContext } from "../server/context.ts";
import { insertDelivery } from "../server/delivery/store.ts";
import { readSettings } from "../server/env.ts";
import type { InternalEvent } from "../server/events.ts";
import { applyMigrations } from "../server/platform/apply-migrations.ts";
import { type Database, openDatabase } from "../server/platform/database.ts";
import { startEmbeddedDatabase } from "../server/platform/embedded-database/start.ts";
import { newId } from "../server/platform/ids.ts";
import { createLogger } from "../server/platform/logger.ts";
import { createOutbound } from "../server/platform/outbound-fetch.ts";
import type { Platform } from "../server/platform/platform.ts";
import { register } from "../server/platform/registry.ts";
import { createSealedSecrets } from "../server/platform/sealed-secrets.ts";

const kind = process.argv[2] ?? "embedded";
const others = Number(process.argv[3] ?? 5000);
const healthyReplies = 300;
const everyMs = 50;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function open(): Promise<{ database: Database; close(): Promise<void> }> {
  const migrations = join(import.meta.dirname, "../prisma/migrations");
  if (kind === "postgres") {
    const url = new URL(process.env.TEST_DATABASE_URL ?? "postgresql://postgres@127.0.0.1:54329/postgres");
    const server = openDatabase({ kind: "postgres", connectionString: url.href });
    const name = `firstline_bench_${process.pid}`;
    await server.pool.query(`CREATE DATABASE ${name}`);
    url.pathname = `/${name}`;
    const database = openDatabase({ kind: "postgres", connectionString: url.href });
    await applyMigrations(database.pool, migrations);
    return {
      database,
      async close() {
        await database.close();
        await server.pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
        await server.close();
      },
    };
  }
  const folder = mkdtempSync(join(tmpdir(), "firstline-bench-"));
  const embedded = await startEmbeddedDatabase(folder);
  const database = openDatabase(embedded.source);
  await applyMigrations(database.pool, migrations);
  return {
    database,
    async close() {
      await database.close();
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A receiver that answers after `delayMs`, and the keys it was called with. */
async function receiver(delayMs: number) {
  const arrived = new Map<string, { at: number; calls: number }>();
  const server = createServer((request, response) => {
    const id = String(request.headers["webhook-id"]);
    request.resume().on("end", () => {
      const known = arrived.get(id);
      arrived.set(id, { at: known?.at ?? performance.now(), calls: (known?.calls ?? 0) + 1 });
      setTimeout(() => response.writeHead(200).end("ok"), delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { arrived, host, url: `http://${host}/`, close };
}

const { database, close } = await open();
const [healthy, slow, dead] = [await receiver(0), await receiver(1000), await receiver(0)];
dead.close();
const outbound = createOutbound({ allowPrivateHosts: [healthy.host, slow.host, dead.host] });
// Neither a model nor an encoder has a part in what is measured.
const platform = register("platform", {
  settings: readSettings({ FIRSTLINE_LOG_LEVEL: "silent" }),
  logger: createLogger("silent"),
  database,
  sealedSecrets: createSealedSecrets(randomBytes(32)),
  outbound,
} as unknown as Platform);
const workspaceId = newId();
await database.prisma.workspace.create({
  data: { id: workspaceId, name: "Bench", slug: workspaceId, createdAt: new Date() },
});
const ctx = makeContext(platform, workspaceId, { kind: "system" });

const [eventKey, signingKey] = ["bench", `signkey-bench-${"ab".repeat(32)}`];
let listener: ReturnType<typeof getRequestListener> = () => Promise.resolve();
const server = createServer((request, response) => void listener(request, response));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
configureInngest({ baseUrl: origin, eventKey, signingKey });
const engine = await startEmbeddedEngine({
  database,
  serveUrl: `${origin}${servePath}`,
  signingKey,
  eventKey,
  schema: `engine_bench_${process.pid}`,
  logger: platform.logger,
});
listener = getRequestListener(
  async (request) => (await engine.handle(request)) ?? createInngestHandler(origin)(request),
);
await engine.register();

const channelTo = async (url: string) =>
  (await createChannel({ ctx, input: { kind: "webhook", name: url, config: { url } } })).id;
const channels = {
  healthy: await channelTo(healthy.url),
  slow: await channelTo(slow.url),
  dead: await channelTo(dead.url),
};

/** Replies as approvals leave them, each in a conversation of its own; their ids. */
async function approve(channelId: string, count: number): Promise<string[]> {
  const [contactId, now] = [newId(), new Date()];
  const created = { createdAt: now, updatedAt: now };
  await database.prisma.contact.create({
    data: { id: contactId, workspaceId, source: "bench", externalId: contactId, ...created },
  });
  const ids = Array.from({ length: count }, () => ({ id: newId(), conversationId: newId() }));
  for (let index = 0; index < count; index += 500)
    await database.prisma.conversation.createMany({
      data: ids.slice(index, index + 500).map(({ conversationId }) => ({
        id: conversationId,
        workspaceId,
        contactId,
        namespace: conversationId,
        subject: "s",
        status: "answered",
        createdAt: now,
        lastActivityAt: now,
      })),
    });
  const contact = { id: contactId, external_id: contactId, name: null, email: null, phone: null };
  for (const { id, conversationId } of ids)
    await insertDelivery(database.prisma, {
      id,
      workspaceId,
      suggestionId: newId(),
      conversationId,
      channelId,
      now,
      payload: {
        type: "message.send",
        timestamp: now.toISOString(),
        data: {
          delivery_id: id,
          conversation_id: conversationId,
          contact,
          text: "On its way.",
          citations: [],
        },
      },
    });
  return ids.map(({ id }) => id);
}

const started = (deliveryId: string, channelId: string): InternalEvent => ({
  id: newId(),
  name: "suggestion/approved",
  data: { workspaceId, deliveryId, channelId },
});

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}

/** Sends the healthy channel's replies at an even pace; milliseconds from each one's start to its arrival. */
async function healthyOnes(): Promise<number[]> {
  const ids = await approve(channels.healthy, healthyReplies);
  const startedAt = new Map<string, number>();
  for (const id of ids) {
    startedAt.set(id, performance.now());
    await enqueue([started(id, channels.healthy)]);
    await sleep(everyMs);
  }
  while (ids.some((id) => !healthy.arrived.has(id))) await sleep(20);
  return ids.map((id) => healthy.arrived.get(id)!.at - startedAt.get(id)!);
}

const mebibytes = () => Math.round(process.memoryUsage().rss / 1024 / 1024);
const show = (values: number[]) =>
  `${quantile(values, 0.5).toFixed(0)} / ${quantile(values, 0.95).toFixed(0)} / ${Math.max(...values).toFixed(0)} ms`;

await healthyOnes();
const alone = await healthyOnes();
const before = mebibytes();

const half = Math.floor(others / 2);
const load = [
  ...(await approve(channels.slow, half)).map((id) => started(id, channels.slow)),
  ...(await approve(channels.dead, others - half)).map((id) => started(id, channels.dead)),
];
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, mebibytes());
}, 250);
for (let index = 0; index < load.length; index += 100) await enqueue(load.slice(index, index + 100));
const beside = await healthyOnes();
const calls = [...slow.arrived.values()];
clearInterval(watch);

console.table([
  { figure: "healthy alone, median / p95 / most", value: show(alone) },
  { figure: `healthy beside ${others} replies to a slow and a dead one`, value: show(beside) },
  { figure: "memory before, and most meanwhile", value: `${before} MB, ${peak} MB` },
  {
    figure: "slow one: arrived so far, called twice under one key",
    value: `${calls.length}, ${calls.filter((call) => call.calls > 1).length}`,
  },
]);
await engine.stop();
for (const one of [healthy, slow]) one.close();
server.closeAllConnections();
server.close();
await outbound.close();
await close();
process.exit(0);
