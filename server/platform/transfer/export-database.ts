import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { parseMasterKey } from "../../env.ts";
import { type Header, quoted, readMigrations, readTables } from "./tables.ts";

const batch = 50;

/** The same for the same key, and of no use for finding it. */
export function fingerprint(masterKey: string | undefined): string | null {
  if (!masterKey) return null;
  return createHash("sha256")
    .update("firstline master key ")
    .update(parseMasterKey(masterKey))
    .digest("hex")
    .slice(0, 16);
}

/**
 * Writes every row of the product and of its engine into one gzip file of JSON lines, as they stand at one moment. It is
 * complete or not there: it gets its name at the end. Sealed secrets stay sealed.
 * @returns rows by table
 */
export async function exportDatabase(
  pool: pg.Pool,
  file: string,
  masterKey: string | undefined,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const client = await pool.connect();
  const unfinished = `${file}.part`;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query("SET LOCAL TIME ZONE 'UTC'");
    const lines = Readable.from(readLines(client, counts, masterKey));
    await pipeline(lines, createGzip(), createWriteStream(unfinished, { mode: 0o600 }));
    await client.query("COMMIT");
    await rename(unfinished, file);
    client.release();
  } catch (error) {
    client.release(error as Error);
    await rm(unfinished, { force: true });
    throw error;
  }
  return counts;
}

async function* readLines(
  client: pg.ClientBase,
  counts: Record<string, number>,
  masterKey: string | undefined,
): AsyncGenerator<string> {
  const line = (value: object) => `${JSON.stringify(value)}\n`;
  const { rows } = await client.query<{ version: string }>("SELECT version()");
  const tables = await readTables(client);
  yield line({
    format: 1,
    createdAt: new Date().toISOString(),
    database: rows[0]?.version ?? "",
    migrations: await readMigrations(client),
    tables,
    masterKey: fingerprint(masterKey),
  } satisfies Header);
  for (const { name } of tables) {
    counts[name] = 0;
    await client.query(`DECLARE rows NO SCROLL CURSOR FOR SELECT r::text AS row FROM ${quoted(name)} r`);
    for (;;) {
      const { rows: some } = await client.query<{ row: string }>(`FETCH ${batch} FROM rows`);
      if (some.length === 0) break;
      counts[name] += some.length;
      yield line({ table: name, rows: some.map(({ row }) => row) });
    }
    await client.query("CLOSE rows");
  }
  yield line({ end: counts });
}
