import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "./start.ts";

const folder = mkdtempSync(join(tmpdir(), "firstline-test-"));
let database: EmbeddedDatabase;
let clients: pg.Client[];

beforeAll(async () => {
  database = await startEmbeddedDatabase(folder);
  clients = await Promise.all(Array.from({ length: 4 }, connect));
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({
    host: database.source.socketFolder,
    port: 5432,
    user: "postgres",
    database: "postgres",
  });
  await client.connect();
  return client;
}

/** Asks the same question with other words and values, 200 times; returns the answers that were not its own. */
async function ask(client: pg.Client, name: string): Promise<unknown[]> {
  const wrong: unknown[] = [];
  for (let n = 0; n < 200; n++) {
    const value = `${name}/${n}`;
    const { rows } = await client
      .query(`SELECT $1::text || '-${name}' AS answer`, [value])
      .catch((error: Error) => ({ rows: [error.message] }));
    if (rows[0]?.answer !== `${value}-${name}`) wrong.push([value, rows]);
  }
  return wrong;
}

test("clients that wait behind a transaction each get the answer to their own question", async () => {
  const [writer, ...readers] = clients as [pg.Client, ...pg.Client[]];
  let asking = true;
  const write = async () => {
    while (asking) {
      await writer.query("BEGIN");
      await writer.query("SELECT $1::int", [1]);
      await writer.query("COMMIT");
    }
  };
  const writing = write();
  const wrong = await Promise.all(readers.map((client, i) => ask(client, `reader ${i}`)));
  asking = false;
  await writing;
  expect(wrong).toEqual([[], [], []]);
});

test("a client that vanishes in the middle of a query, after an error, does not spoil the next one's", async () => {
  for (let n = 0; n < 20; n++) {
    const dying = await connect();
    dying.on("error", () => {});
    const socket = (dying as unknown as { connection: { stream: Socket } }).connection.stream;
    // A statement that does not parse, and no Sync after it.
    const text = Buffer.from("\0SELEC 1\0\0\0");
    const length = Buffer.alloc(4);
    length.writeInt32BE(text.length + 4);
    socket.write(Buffer.concat([Buffer.from("P"), length, text]), () =>
      setTimeout(() => socket.destroy(), n),
    );
    const answers = await Promise.all(
      clients.map((client, i) => client.query("SELECT $1::int AS answer", [i])),
    );
    expect(answers.map(({ rows }) => rows)).toEqual(clients.map((_, i) => [{ answer: i }]));
  }
});

test("a client that vanishes in a transaction is rolled back, and the others go on", async () => {
  await clients[0]!.query("CREATE TABLE vanished (id int)");
  const dying = await connect();
  dying.on("error", () => {});
  await dying.query("BEGIN");
  await dying.query("INSERT INTO vanished VALUES ($1)", [1]);
  const waiting = clients[0]!.query("SELECT * FROM vanished");
  (dying as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
  expect((await waiting).rows).toEqual([]);
});
