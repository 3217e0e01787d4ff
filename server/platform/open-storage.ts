import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Settings, SettingsError } from "../env.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { type Database, openDatabase } from "./database.ts";
import { startEmbeddedDatabase } from "./embedded-database/start.ts";

const migrations = join(import.meta.dirname, "../../prisma/migrations");
const oldestPostgres = 150_000;
const patienceMs = 20_000;

export type Storage = {
  database: Database;
  /** Resolves when the embedded database's process ended by itself; never for PostgreSQL. */
  lost: Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens the database the settings name, brings its schema up to date, and says in one sentence what to change when it
 * cannot be used. A PostgreSQL that is only starting is waited for.
 * @throws SettingsError
 */
export async function openStorage(settings: Settings): Promise<Storage> {
  if (!settings.databaseUrl) {
    const embedded = await startEmbeddedDatabase(join(settings.dataDir, "database"));
    const database = openDatabase(embedded.source);
    await applyMigrations(database.pool, migrations);
    return {
      database,
      lost: embedded.exited,
      async close() {
        await database.close();
        await embedded.stop();
      },
    };
  }
  const database = openDatabase({ kind: "postgres", connectionString: settings.databaseUrl });
  try {
    await checkPostgres(database);
    await applyMigrations(database.pool, migrations);
  } catch (error) {
    await database.close().catch(() => {});
    throw error;
  }
  return { database, lost: new Promise(() => {}), close: () => database.close() };
}

async function checkPostgres(database: Database): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      const { rows } = await database.pool.query(
        `SELECT current_setting('server_version_num')::int AS version,
          EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') AS vector`,
      );
      if (rows[0].version < oldestPostgres)
        throw new SettingsError("DATABASE_URL names a PostgreSQL older than 15; use 15 or newer.");
      if (!rows[0].vector)
        throw new SettingsError(
          "DATABASE_URL names a PostgreSQL without pgvector; install its pgvector package.",
        );
      return;
    } catch (error) {
      if (error instanceof SettingsError) throw error;
      const { code, message } = error as Error & { code?: string };
      if (code === "28P01" || code === "28000" || code === "3D000")
        throw new SettingsError(
          `DATABASE_URL is refused by the server (${message}); correct its user, password or database name.`,
        );
      if (Date.now() > deadline)
        throw new SettingsError(
          `DATABASE_URL does not answer (${message || code}); start that PostgreSQL, or correct the address.`,
        );
      await sleep(500);
    }
  }
}
