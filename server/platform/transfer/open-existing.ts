import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Settings, SettingsError } from "../../env.ts";
import { type Database, openDatabase } from "../database.ts";
import { startEmbeddedDatabase } from "../embedded-database/start.ts";

/**
 * Opens the database the settings name as it stands, also beside a running desk: the embedded one through the socket its
 * process left word of.
 * @throws SettingsError when there is none yet
 */
export async function openExisting(
  settings: Pick<Settings, "databaseUrl" | "dataDir">,
): Promise<{ database: Database; running: boolean; close(): Promise<void> }> {
  if (settings.databaseUrl) {
    const database = openDatabase({ kind: "postgres", connectionString: settings.databaseUrl });
    return { database, running: false, close: () => database.close() };
  }
  const folder = join(settings.dataDir, "database");
  if (!existsSync(folder)) throw new SettingsError(`There is no database in ${settings.dataDir} yet.`);
  const socketFolder = existsSync(`${folder}.socket`) && readFileSync(`${folder}.socket`, "utf8").trim();
  if (socketFolder) {
    const database = openDatabase({ kind: "embedded", socketFolder });
    const answers = await database.pool.query("SELECT 1").then(
      () => true,
      () => false,
    );
    if (answers) return { database, running: true, close: () => database.close() };
    // Word of a process that was killed.
    await database.close();
  }
  const embedded = await startEmbeddedDatabase(folder);
  const database = openDatabase(embedded.source);
  return {
    database,
    running: false,
    async close() {
      await database.close();
      await embedded.stop();
    },
  };
}
