import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { fingerprint } from "./export-database.ts";
import { type Header, quoted, readMigrations, readTables } from "./tables.ts";

/** An export that cannot be taken in: the message says why, and what to do. */
export class ImportError extends Error {}

type Line = Header | { table: string; rows: string[] } | { end: Record<string, number> };

/**
 * Takes an export into an empty, migrated database: all of it or, on any error, nothing.
 * @returns rows by table
 * @throws ImportError
 */
export async function importDatabase(
  pool: pg.Pool,
  file: string,
  masterKey: string | undefined,
): Promise<Record<string, number>> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const counts = await readInto(client, file, masterKey);
    await client.query("COMMIT");
    client.release();
    return counts;
  } catch (error) {
    client.release(error as Error);
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new ImportError(`There is no file ${file}.`);
    if (code?.startsWith("Z_") || error instanceof SyntaxError)
      throw new ImportError(`${file} is damaged or no export of Firstline; nothing was imported.`);
    throw error;
  }
}

async function readInto(
  client: pg.ClientBase,
  file: string,
  masterKey: string | undefined,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  let header: Header | undefined;
  let end: Record<string, number> | undefined;
  const stream = createReadStream(file);
  const unzipped = stream.pipe(createGunzip());
  stream.once("error", (error) => unzipped.destroy(error));
  for await (const text of createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = JSON.parse(text) as Line;
    if (!header) {
      header = await accept(client, line, masterKey);
      continue;
    }
    if ("table" in line) {
      if (!header.tables.some(({ name }) => name === line.table))
        throw new ImportError("The file names an unknown table.");
      await insert(client, line);
      counts[line.table] = (counts[line.table] ?? 0) + line.rows.length;
    } else if ("end" in line) end = line.end;
  }
  const complete = end && Object.entries(end).every(([table, rows]) => (counts[table] ?? 0) === rows);
  if (!complete) throw new ImportError(`${file} is cut short; nothing was imported.`);
  await advanceSequences(client);
  return counts;
}

/** Checks that the file fits this database, and that there is nothing here to be mixed up with. */
async function accept(client: pg.ClientBase, line: Line, masterKey: string | undefined): Promise<Header> {
  if (!("format" in line) || line.format !== 1)
    throw new ImportError("This is no export of Firstline, or one of a newer release.");
  const migrations = await readMigrations(client);
  const tables = await readTables(client);
  if (
    JSON.stringify(migrations) !== JSON.stringify(line.migrations) ||
    JSON.stringify(tables) !== JSON.stringify(line.tables)
  )
    throw new ImportError(
      `The export was made by another release of Firstline (its newest migration is ${line.migrations.at(-1)?.[0]}); import it with that release, then upgrade.`,
    );
  for (const { name } of tables) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`);
    if (rowCount)
      throw new ImportError(
        `There are rows already (in ${name}); import into an empty data folder or an empty database.`,
      );
  }
  if (line.masterKey !== fingerprint(masterKey))
    throw new ImportError(
      "The export's secrets were sealed with another master key: copy master.key of its data folder into this one first, or set FIRSTLINE_MASTER_KEY to it.",
    );
  return line;
}

async function insert(
  client: pg.ClientBase,
  { table, rows }: { table: string; rows: string[] },
): Promise<void> {
  const name = quoted(table);
  await client.query(
    `INSERT INTO ${name} SELECT (v.r).* FROM (SELECT t::${name} AS r FROM unnest($1::text[]) t OFFSET 0) v`,
    [rows],
  );
}

/** What counts on counts on from what was brought in. */
async function advanceSequences(client: pg.ClientBase): Promise<void> {
  await client.query(
    `SELECT setval('"engine"."step_ended"', greatest((SELECT max(ended_order) FROM engine.step), 1))`,
  );
}
