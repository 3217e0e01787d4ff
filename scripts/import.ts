/**
 * Takes an export into an empty data folder or an empty PostgreSQL, whichever the settings name, with the desk stopped:
 * npm run import -- <file>
 */
import { createTables, sqlFor } from "../inngest/embedded/tables.ts";
import { loadSettings, SettingsError } from "../server/env.ts";
import { readKey } from "../server/platform/keep-key.ts";
import { openStorage } from "../server/platform/open-storage.ts";
import { ImportError, importDatabase } from "../server/platform/transfer/import-database.ts";

const [file] = process.argv.slice(2);

async function main(): Promise<void> {
  if (!file) throw new SettingsError("Name the file to read: npm run import -- firstline.export.gz");
  const settings = loadSettings();
  const storage = await openStorage(settings);
  try {
    await createTables(storage.database.pool, sqlFor("engine"), "engine");
    const masterKey = settings.masterKey ?? readKey(settings.dataDir, "master.key");
    const counts = await importDatabase(storage.database.pool, file, masterKey);
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
    console.log(
      `${rows} rows of ${Object.keys(counts).length} tables were imported. Start the desk with npm start.`,
    );
  } finally {
    await storage.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof SettingsError || error instanceof ImportError ? error.message : error);
  process.exit(1);
});
