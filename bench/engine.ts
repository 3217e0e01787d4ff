/**
 * The embedded engine's figures, each beside a reference measured in the same run: a bare loop of the same SQL statements,
 * and the same signed SDK calls with nothing kept.
 * Usage: node bench/engine.ts [embedded|postgres] [runs to drain, default 10000]
 * PostgreSQL: TEST_DATABASE_URL (see scripts/test-postgres.sh).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import { createSdkCaller } from "../inngest/embedded/call-sdk.ts";
import { startEmbeddedEngine } from "../inngest/embedded/engine.ts";
import { canonicalJson } from "../inngest/embedded/protocol.ts";
import { applyMigrations } from "../server/platform/apply-migrations.ts";
import { type Database, openDatabase } from "../server/platform/database.ts";
import { startEmbeddedDatabase } from "../server/platform/embedded-database/start.ts";
import { newId } from "../server/platform/ids.ts";
import { createLogger } from "../server/platform/logger.ts";

const kind = process.argv[2] ?? "embedded";
const drained = Number(process.argv[3] ?? 10_000);
const schema = `engine_bench_${process.pid}`;
const signingKey = `signkey-bench-${"ab".repeat(32)}`;
const eventKey = "bench";
const silent = { info() {}, warn() {}, error() {}, debug() {} };

const rows: { figure: string; value: string; reference: string }[] = [];
const report = (figure: string, value: string, reference = "") => {
  rows.push({ figure, value, reference });
};
const ms = (value: number) => `${value.toFixed(1)} ms`;
const sleep = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}

async function open(): Promise<{ database: Database; close(): Promise<void> }> {
  if (kind === "postgres") {
    const url = process.env.TEST_DATABASE_URL ?? "postgresql://postgres@127.0.0.1:54329/postgres";
    const database = openDatabase({ kind: "postgres", connectionString: url });
    // Only the notification function is needed of the migrations.
    const { rows: found } = await database.pool.query(
      "SELECT 1 FROM pg_proc WHERE proname = 'firstline_notify'",
    );
    if (found.length === 0)
      await applyMigrations(database.pool, join(import.meta.dirname, "../prisma/migrations"));
    return { database, close: () => database.close() };
  }
  const folder = mkdtempSync(join(tmpdir(), "firstline-bench-"));
  const embedded = await startEmbeddedDatabase(folder);
  const database = openDatabase(embedded.source);
  await applyMigrations(database.pool, join(import.meta.dirname, "../prisma/migrations"));
  return {
    database,
    async close() {
      await database.close();
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const { database, close } = await open();
let listener: ReturnType<typeof getRequestListener> = () => Promise.resolve();
const server = createServer((request, response) => void listener(request, response));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const serveUrl = `${url}/api/inngest`;

const ended = new Map<string, () => void>();
const client = new Inngest({ id: "bench", baseUrl: url, eventKey, signingKey, isDev: false, logger: silent });
const three = client.createFunction(
  { id: "three", triggers: { event: "bench/three" } },
  async ({ event, step }) => {
    await step.run("one", () => 1);
    await step.run("two", () => 2);
    await step.run("three", () => 3);
    ended.get(event.id as string)?.();
  },
);
const handler = serve({ client, functions: [three] });
const engine = await startEmbeddedEngine({
  database,
  serveUrl,
  signingKey,
  eventKey,
  schema,
  logger: createLogger("error"),
});
listener = getRequestListener(async (request) => (await engine.handle(request)) ?? handler(request));
await engine.register();

/** Sends events in requests of 100 and waits until the end of the last of their runs is committed. */
async function run(count: number): Promise<void> {
  const events = Array.from({ length: count }, () => ({ id: newId(), name: "bench/three", data: { n: 1 } }));
  const all = events.map(
    (event) =>
      new Promise<void>((resolve) => {
        ended.set(event.id, () => {
          ended.delete(event.id);
          resolve();
        });
      }),
  );
  for (let index = 0; index < count; index += 100) await client.send(events.slice(index, index + 100));
  await Promise.all(all);
  const active = `SELECT 1 FROM "${schema}".run WHERE status = 'active' LIMIT 1`;
  while ((await database.pool.query(active)).rowCount) await sleep(1);
}

/** The four signed calls of one run, with nothing kept. */
const caller = createSdkCaller(serveUrl, signingKey);
const stepIds = ["one", "two", "three"];
async function callsOnly(): Promise<void> {
  const event = canonicalJson({ id: newId(), name: "bench/three", data: { n: 1 }, ts: Date.now() });
  const steps = new Map<string, string>();
  for (let index = 0; index <= stepIds.length; index++) {
    const context = {
      runId: newId(),
      attempt: 0,
      maxAttempts: 5,
      disableImmediateExecution: false,
      event,
      steps,
    };
    const answer = await caller.call("bench-three", "step", context, new AbortController().signal);
    if (answer.kind === "operations")
      for (const operation of answer.operations)
        steps.set(operation.id, `{"data":${canonicalJson(operation.data)}}`);
    else if (answer.kind !== "result") throw new Error(JSON.stringify(answer));
  }
}

/** The six statements of one run as plain SQL: event and run, lease, three steps, end. */
async function statementsOnly(): Promise<void> {
  const s = `"${schema}"`;
  const [id, token] = [newId(), newId()];
  await database.pool.query(
    `WITH e AS (INSERT INTO ${s}.event (id, name, body) VALUES ($1, 'bare', '{}') RETURNING id)
     INSERT INTO ${s}.run (id, function_id, event_id, due_at) SELECT $1::uuid, 'bare', id, now() FROM e`,
    [id],
  );
  await database.pool.query(
    `UPDATE ${s}.run SET lease_token = $2, lease_until = now() + interval '6 s' WHERE id = $1`,
    [id, token],
  );
  for (const step of stepIds)
    await database.pool.query(
      `WITH held AS (UPDATE ${s}.run SET attempt = 0 WHERE id = $1 AND lease_token = $2 RETURNING id)
       INSERT INTO ${s}.step (run_id, id, op, name, status, output) SELECT id, $3, 'StepRun', $3, 'completed', '1' FROM held`,
      [id, token, step],
    );
  await database.pool.query(
    `UPDATE ${s}.run SET status = 'completed', due_at = NULL, ended_at = now() WHERE id = $1 AND lease_token = $2`,
    [id, token],
  );
}

async function times(count: number, work: () => Promise<void>): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < count; index++) {
    const begun = performance.now();
    await work();
    taken.push(performance.now() - begun);
  }
  return taken;
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

await run(200);
await times(50, callsOnly);

const single = await times(100, () => run(1));
const bareCalls = await times(100, callsOnly);
const bareSql = await times(100, statementsOnly);
report(
  "three steps, send → end, median (p95)",
  `${ms(quantile(single, 0.5))} (${ms(quantile(single, 0.95))})`,
  `SQL alone ${ms(quantile(bareSql, 0.5))}, signed calls alone ${ms(quantile(bareCalls, 0.5))}`,
);

const burst: number[] = [];
const burstCalls: number[] = [];
const burstSql: number[] = [];
for (let round = 0; round < 5; round++) {
  burst.push(await elapsed(() => run(200)));
  burstCalls.push(await elapsed(() => Promise.all(Array.from({ length: 200 }, callsOnly))));
  burstSql.push(await elapsed(() => Promise.all(Array.from({ length: 200 }, statementsOnly))));
}
const ratio = quantile(burst, 0.5) / quantile(burstCalls, 0.5);
report(
  "200 runs at once, median of 5",
  ms(quantile(burst, 0.5)),
  `signed calls alone ${ms(quantile(burstCalls, 0.5))} (× ${ratio.toFixed(2)}), SQL alone ${ms(quantile(burstSql, 0.5))}`,
);

const memory = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
};
const before = memory();
const samples: number[] = [];
const sampling = setInterval(() => samples.push(memory()), 1000);
const drain = await elapsed(() => run(drained));
clearInterval(sampling);
report(
  `${drained} runs drained`,
  `${(drain / 1000).toFixed(1)} s (${((drained / drain) * 1000).toFixed(0)}/s)`,
  `heap ${before.toFixed(0)} MB before, ${Math.max(...samples, 0).toFixed(0)} MB at most, ${memory().toFixed(0)} MB after`,
);

await sleep(3000);
const idleBegun = process.cpuUsage();
const idleFor = 15_000;
await sleep(idleFor);
const idle = process.cpuUsage(idleBegun);
report("idle engine", `${(((idle.user + idle.system) / 1000 / idleFor) * 100).toFixed(2)} % of a core`);

console.log(`\nEmbedded engine on ${kind === "postgres" ? "PostgreSQL" : "PGlite"}`);
console.table(rows);
await engine.stop();
await caller.close();
server.closeAllConnections();
server.close();
await database.pool.query(`DROP SCHEMA "${schema}" CASCADE`);
await close();
