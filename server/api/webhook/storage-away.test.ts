import { randomBytes } from "node:crypto";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeContext } from "../../context.ts";
import { applyMigrations } from "../../platform/apply-migrations.ts";
import { type Database, openDatabase } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { createSealedSecrets } from "../../platform/sealed-secrets.ts";
import { testPlatform } from "../../testing/context.ts";
import { type FreshDatabase, freshDatabase, migrationsFolder } from "../../testing/fresh-database.ts";
import { connectSender, type WebhookSender } from "../../testing/webhook-sender.ts";

/** A door in front of the database that can be shut (nobody there) or held (open, and nothing passes). */
async function openDoor(target: { host: string; port: number } | { path: string }) {
  const sockets = new Set<Socket>();
  let held = false;
  let server: Server | undefined;
  let port = 0;
  const open = () =>
    new Promise<void>((resolve) => {
      server = createServer((inner) => {
        const outer = connect(target);
        for (const [from, to] of [
          [inner, outer],
          [outer, inner],
        ] as const) {
          sockets.add(from);
          from.on("data", (data) => {
            if (!held) to.write(data);
          });
          from.on("close", () => to.destroy());
          from.on("error", () => to.destroy());
        }
      }).listen(port, "127.0.0.1", () => {
        port = (server!.address() as { port: number }).port;
        resolve();
      });
    });
  await open();
  return {
    port: () => port,
    open,
    hold: (yes: boolean) => {
      held = yes;
    },
    shut: () =>
      new Promise<void>((resolve) => {
        server!.close(() => resolve());
        for (const socket of sockets) socket.destroy();
        sockets.clear();
      }),
  };
}

let fresh: FreshDatabase;
let door: Awaited<ReturnType<typeof openDoor>>;
let database: Database;
let sender: WebhookSender;

beforeAll(async () => {
  fresh = await freshDatabase();
  if (fresh.source.kind === "embedded") {
    door = await openDoor({ path: `${fresh.source.socketFolder}/.s.PGSQL.5432` });
    database = openDatabase({
      kind: "embedded",
      socketFolder: fresh.source.socketFolder,
    });
    // The same client, by way of the door.
    for (const pool of [database.pool, database.reception.pool])
      Object.assign(pool.options, { host: "127.0.0.1", port: door.port() });
  } else {
    const url = new URL(fresh.source.connectionString);
    door = await openDoor({ host: url.hostname, port: Number(url.port) });
    url.port = String(door.port());
    database = openDatabase({ kind: "postgres", connectionString: url.href });
  }
  await applyMigrations(database.pool, migrationsFolder);
  const platform = testPlatform({ database, sealedSecrets: createSealedSecrets(randomBytes(32)) });
  const id = newId();
  await database.prisma.workspace.create({ data: { id, name: "Test", slug: id, createdAt: new Date() } });
  sender = await connectSender(makeContext(platform, id, { kind: "system" }));
});

afterAll(async () => {
  await database?.close();
  await door?.shut();
  await fresh?.stop();
});

const body = () => JSON.stringify({ event_id: newId() });

async function expectAway(text: string): Promise<void> {
  const started = performance.now();
  const response = await sender.post(text);
  expect(performance.now() - started).toBeLessThan(2000);
  expect(response.status).toBe(503);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await response.json()).toMatchObject({
    error: { code: "storage_unavailable", request_id: expect.any(String) },
  });
}

test("nobody there: 503 with Retry-After within 2 s, and reception goes on by itself afterwards", async () => {
  expect((await sender.post(body())).status).toBe(202);
  await door.shut();
  // The endpoint is still known for a second, then it is not.
  await expectAway(body());
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await expectAway(body());
  await door.open();
  expect((await sender.post(body())).status).toBe(202);
});

test("silent: the same, for one and for many at once; the sender's retry is one event", async () => {
  expect((await sender.post(body())).status).toBe(202);
  const text = body();
  door.hold(true);
  await Promise.all([expectAway(text), ...Array.from({ length: 20 }, () => expectAway(body()))]);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await expectAway(text);
  await door.shut();
  door.hold(false);
  await door.open();
  const first = await sender.post(text);
  expect([200, 202]).toContain(first.status);
  expect((await sender.post(text)).status).toBe(200);
});
