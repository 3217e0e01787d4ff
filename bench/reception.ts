/**
 * Acknowledged, verified, recorded and de-duplicated events per second at 64 connections, with their latency, beside bare
 * single-row inserts into a table with a unique key in the same run: by pgbench (32 clients) on PostgreSQL where it is
 * installed, by `pg` clients otherwise.
 * Usage: node bench/reception.ts [embedded|postgres] [seconds, default 10]
 * PostgreSQL: TEST_DATABASE_URL (see scripts/test-postgres.sh); set FIRSTLINE_PGBENCH to pgbench's path.
 */
import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "undici";
import { createFront } from "../server/api/http/create-front.ts";
import { handleWebhook } from "../server/api/webhook/handle-webhook.ts";
import { makeContext } from "../server/context.ts";
import { createPlatform } from "../server/create-platform.ts";
import { createEndpoint } from "../server/endpoint/create-endpoint.ts";
import { readSettings } from "../server/env.ts";
import { applyMigrations } from "../server/platform/apply-migrations.ts";
import { type Database, openDatabase } from "../server/platform/database.ts";
import { newId } from "../server/platform/ids.ts";
import { freshDatabase, migrationsFolder } from "../server/testing/fresh-database.ts";

const connections = 64;
const port = 4200;
const kind = process.argv[2] ?? "embedded";
const seconds = Number(process.argv[3] ?? 10);

type Result = { perSecond: number; p50: number; p99: number; max: number; notAccepted: number };

const quantile = (sorted: number[], share: number) =>
  sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;

function summarize(times: number[], elapsedMs: number, notAccepted: number): Result {
  const sorted = times.sort((a, b) => a - b);
  return {
    perSecond: Math.round((times.length / elapsedMs) * 1000),
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    max: quantile(sorted, 1),
    notAccepted,
  };
}

/** Runs `one` on every lane until the time is over. */
async function drive(lanes: number, forMs: number, one: () => Promise<boolean>): Promise<Result> {
  const times: number[] = [];
  let notAccepted = 0;
  const started = performance.now();
  const lane = async () => {
    while (performance.now() - started < forMs) {
      const begun = performance.now();
      if (await one()) times.push(performance.now() - begun);
      else notAccepted++;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return summarize(times, performance.now() - started, notAccepted);
}

/** The sender, in a process of its own: a signed ticket of about 400 bytes, each with its own key. */
async function sendFrom(url: string, secret: string): Promise<void> {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const text = "My Lumen lamp blinks twice and goes dark after the update. What can I do? ".repeat(3);
  const post = async () => {
    const id = newId();
    const timestamp = Math.floor(Date.now() / 1000);
    const body = JSON.stringify({
      event_id: id,
      type: "ticket.created",
      data: { ticket_id: id, description: text, user: { id: "u-1", name: "Ana", email: "ana@example.com" } },
    });
    const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    const answer = await pool.request({
      method: "POST",
      path,
      body,
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(timestamp),
        "webhook-signature": `v1,${signature}`,
      },
    });
    await answer.body.dump();
    return answer.statusCode === 202;
  };
  await drive(connections, 2000, post);
  process.send?.(await drive(connections, seconds * 1000, post));
  await pool.close();
}

async function referenceByClients(database: Database): Promise<Result> {
  await database.pool.query("CREATE TABLE reference_row (id uuid PRIMARY KEY, key text UNIQUE, body bytea)");
  const body = Buffer.alloc(400, "x");
  return drive(connections, seconds * 1000, async () => {
    const id = newId();
    await database.pool.query("INSERT INTO reference_row VALUES ($1, $2, $3)", [id, id, body]);
    return true;
  });
}

function referenceByPgbench(program: string, connectionString: string): number {
  const script = join(tmpdir(), `firstline-bench-${process.pid}.sql`);
  writeFileSync(
    script,
    "INSERT INTO pgbench_row VALUES (gen_random_uuid(), gen_random_uuid()::text, decode(repeat('78', 400), 'hex'));\n",
  );
  const output = execFileSync(
    program,
    ["-n", "-c", "32", "-j", "2", "-T", String(seconds), "-f", script, connectionString],
    { encoding: "utf8" },
  );
  return Math.round(Number(/tps = ([\d.]+)/.exec(output)?.[1]));
}

async function measure(): Promise<void> {
  process.env.FIRSTLINE_TEST_KIND = kind;
  const fresh = await freshDatabase();
  const database = openDatabase(fresh.source);
  await applyMigrations(database.pool, migrationsFolder);
  const key = () => randomBytes(32).toString("base64");
  const settings = readSettings({ PORT: String(port), FIRSTLINE_LOG_LEVEL: "error" });
  const platform = createPlatform({ ...settings, masterKey: key(), authSecret: key() }, database);
  const workspaceId = newId();
  await database.prisma.workspace.create({
    data: { id: workspaceId, name: "Bench", slug: workspaceId, createdAt: new Date() },
  });
  const { endpoint, generatedSecret } = await createEndpoint({
    ctx: makeContext(platform, workspaceId, { kind: "system" }),
    input: { key: "bench", name: "Bench", verification: { scheme: "standard-webhooks" } },
  });
  const server = createServer(
    createFront({
      publicUrl: platform.settings.publicUrl,
      trustedProxyHops: 0,
      pages: undefined,
      mounts: [
        { path: "/api/webhook/v1/", handler: (request, peer) => handleWebhook(platform, request, peer) },
      ],
    }),
  );
  server.listen(port, "127.0.0.1");
  await once(server, "listening");

  console.log(`${kind}, ${connections} connections, ${seconds} s each`);
  let sender: ChildProcess | undefined;
  const before = process.cpuUsage();
  try {
    sender = fork(import.meta.filename, ["send", String(seconds), endpoint.url, generatedSecret ?? ""]);
    const [result] = (await once(sender, "message")) as [Result];
    const stored = await database.prisma.incomingEvent.count();
    const cpu = process.cpuUsage(before);
    const cpuUs = Math.round((cpu.user + cpu.system) / stored);
    const rss = Math.round(process.memoryUsage.rss() / 1024 / 1024);
    show(
      "reception",
      result,
      `${result.notAccepted} not accepted, ${stored} events stored, ${cpuUs} µs of our own CPU each, ${rss} MB`,
    );
    const clients = await referenceByClients(database);
    show("bare inserts, pg clients", clients);
    const pgbench = process.env.FIRSTLINE_PGBENCH ?? "/usr/lib/postgresql/15/bin/pgbench";
    if (fresh.source.kind === "postgres" && existsSync(pgbench)) {
      await database.pool.query(
        "CREATE TABLE pgbench_row (id uuid PRIMARY KEY, key text UNIQUE, body bytea)",
      );
      const perSecond = referenceByPgbench(pgbench, fresh.source.connectionString);
      console.log(
        `bare inserts, pgbench: ${perSecond}/s; reception is ${(result.perSecond / perSecond).toFixed(2)} of it`,
      );
    } else
      console.log(`reception is ${(result.perSecond / clients.perSecond).toFixed(2)} of the bare inserts`);
  } finally {
    sender?.kill();
    server.close();
    await database.close();
    await fresh.stop();
  }
}

function show(name: string, { perSecond, p50, p99, max }: Result, more = ""): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(
    `${name}: ${perSecond}/s, p50 ${ms(p50)}, p99 ${ms(p99)}, max ${ms(max)}${more ? `; ${more}` : ""}`,
  );
}

if (kind === "send") await sendFrom(process.argv[4]!, process.argv[5]!);
else await measure();
