import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { startEmbeddedDatabase } from "./start.ts";

test("a client that vanishes in the middle of a query, after an error, does not spoil the next one's", async () => {
  const folder = mkdtempSync(join(tmpdir(), "firstline-test-"));
  const database = await startEmbeddedDatabase(folder);
  const connect = async () => {
    const client = new pg.Client({
      host: database.source.socketFolder,
      port: 5432,
      user: "postgres",
      database: "postgres",
    });
    client.on("error", () => {});
    await client.connect();
    return client;
  };
  const clients = [await connect(), await connect(), await connect()];

  for (let n = 0; n < 20; n++) {
    const { stream } = ((await connect()) as unknown as { connection: { stream: Socket } }).connection;
    // A statement that does not parse, and no Sync after it: the session ignores everything until one comes.
    const text = Buffer.from("\0SELEC 1\0\0\0");
    const length = Buffer.alloc(4);
    length.writeInt32BE(text.length + 4);
    stream.write(Buffer.concat([Buffer.from("P"), length, text]), () =>
      setTimeout(() => stream.destroy(), n),
    );
    const answers = await Promise.all(
      clients.map((client, i) => client.query("SELECT $1::int AS answer", [i])),
    );
    expect(answers.map(({ rows }) => rows)).toEqual(clients.map((_, i) => [{ answer: i }]));
  }

  await Promise.all(clients.map((client) => client.end()));
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});
