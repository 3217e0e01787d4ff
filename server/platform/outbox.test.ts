import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Enqueue, InternalEvent } from "../events.ts";
import { type FreshDatabase, freshDatabase, migrationsFolder } from "../testing/fresh-database.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { type Database, openDatabase } from "./database.ts";
import { newId } from "./ids.ts";
import { createLogger } from "./logger.ts";
import { addToOutbox, startOutboxRelay } from "./outbox.ts";

// A relay takes the rows of every workspace, so it needs a database that no other test writes to.
let fresh: FreshDatabase;
let database: Database;
let second: Database;
const workspaceId = newId();
const relays: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.source);
  second = openDatabase(fresh.source);
  await applyMigrations(database.pool, migrationsFolder);
  await database.prisma.workspace.create({
    data: { id: workspaceId, name: "Test", slug: workspaceId, createdAt: new Date() },
  });
});
beforeEach(() => database.prisma.outbox.deleteMany());
afterEach(() => Promise.all(relays.splice(0).map((relay) => relay.stop())));
afterAll(async () => {
  await Promise.all([database.close(), second.close()]);
  await fresh.stop();
});

const relay = (enqueue: Enqueue, on = database) => {
  const started = startOutboxRelay({ database: on, enqueue, logger: createLogger("silent") });
  relays.push(started);
  return started;
};

/** An engine that writes down what it was given. */
function engine(act: (events: InternalEvent[]) => Promise<void> | void = () => {}) {
  const calls: string[][] = [];
  const enqueue: Enqueue = async (events) => {
    calls.push(events.map((event) => event.id));
    await act(events);
  };
  return { enqueue, calls, ids: () => calls.flat() };
}

async function add(count: number): Promise<string[]> {
  const before = new Set(await rows());
  await database.prisma.$transaction(async (tx) => {
    for (let i = 0; i < count; i++)
      await addToOutbox(tx, {
        name: "suggestion/approved",
        data: { workspaceId, deliveryId: newId(), channelId: null },
      });
  });
  return (await rows()).filter((id) => !before.has(id));
}

const rows = async () =>
  (await database.prisma.outbox.findMany({ orderBy: { id: "asc" } })).map((row) => row.id);
const emptied = () =>
  vi.waitFor(async () => expect(await rows()).toEqual([]), { timeout: 15_000, interval: 50 });
const claimFor = (milliseconds: number) =>
  database.prisma
    .$executeRaw`UPDATE outbox SET claimed_until = now() + make_interval(secs => ${milliseconds / 1000})`;

test("what a transaction added is sent after its commit, in order and whole", async () => {
  const { enqueue, calls } = engine();
  relay(enqueue);
  await emptied();
  const started = performance.now();
  const ids = await add(3);
  await vi.waitFor(() => expect(calls.flat()).toEqual(ids), { timeout: 10_000, interval: 5 });
  // Woken by the commit, not found by the poll of two seconds.
  expect(performance.now() - started).toBeLessThan(1500);
  await emptied();
});

test("what was rolled back is never sent", async () => {
  const { enqueue, ids } = engine();
  const lost = database.prisma.$transaction(async (tx) => {
    await addToOutbox(tx, {
      name: "suggestion/approved",
      data: { workspaceId, deliveryId: newId(), channelId: null },
    });
    throw new Error("rolled back");
  });
  await expect(lost).rejects.toThrow("rolled back");
  const [kept] = await add(1);
  relay(enqueue);
  await emptied();
  expect(ids()).toEqual([kept]);
});

test("what a relay claimed before it crashed is sent when its claim has run out, not before", async () => {
  const { enqueue, ids } = engine();
  const added = await add(2);
  await claimFor(3000);
  relay(enqueue);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(ids()).toEqual([]);
  await emptied();
  expect(ids()).toEqual(added);
});

test("what a relay was sending when it died is sent by another within ten seconds", async () => {
  const dead = engine(() => new Promise(() => {}));
  const added = await add(2);
  relay(dead.enqueue).stop();
  relays.pop();
  await vi.waitFor(() => expect(dead.ids()).toEqual(added));
  const next = engine();
  relay(next.enqueue, second);
  await vi.waitFor(() => expect(next.ids()).toEqual(added), { timeout: 11_000, interval: 50 });
});

test("a crash between sending and deleting sends the same ids again", async () => {
  const crashed = engine(() => new Promise(() => {}));
  const added = await add(2);
  relay(crashed.enqueue).stop();
  relays.pop();
  await vi.waitFor(() => expect(crashed.ids()).toEqual(added));
  await claimFor(0);
  const next = engine();
  relay(next.enqueue);
  await emptied();
  expect(next.ids()).toEqual(added);
});

test("an engine that is away gets everything when it is back", async () => {
  let away = true;
  const { enqueue, calls } = engine(() => {
    if (away) throw new Error("away");
  });
  const added = await add(3);
  relay(enqueue);
  await vi.waitFor(() => expect(calls.length).toBeGreaterThanOrEqual(1), { timeout: 5000 });
  expect(await rows()).toEqual(added);
  away = false;
  await emptied();
  expect(calls.at(-1)).toEqual(added);
});

test("two relays share the work: nothing is lost, nothing is sent twice", async () => {
  const slow = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
  const [one, two] = [engine(slow), engine(slow)];
  const added = await add(450);
  relay(one.enqueue, database);
  relay(two.enqueue, second);
  const later = await add(50);
  await emptied();
  const sent = [...one.ids(), ...two.ids()];
  expect(sent.length).toBe(500);
  expect(new Set(sent)).toEqual(new Set([...added, ...later]));
});

test("stopping waits for what is being sent", async () => {
  let sent = false;
  const { enqueue } = engine(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    sent = true;
  });
  await add(1);
  const started = relay(enqueue);
  await vi.waitFor(async () =>
    expect(await database.prisma.outbox.count({ where: { claimedUntil: null } })).toBe(0),
  );
  await started.stop();
  expect(sent).toBe(true);
  expect(await rows()).toEqual([]);
});
