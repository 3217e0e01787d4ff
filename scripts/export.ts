/**
 * Writes everything a desk holds into one file, from a stopped or a running one: npm run export -- <file>
 * Of a running desk with the embedded database the others wait meanwhile; one with PostgreSQL goes on.
 */
import { existsSync } from "node:fs";
import { loadSettings, SettingsError } from "../server/env.ts";
import { readKey } from "../server/platform/keep-key.ts";
import { exportDatabase } from "../server/platform/transfer/export-database.ts";
import { openExisting } from "../server/platform/transfer/open-existing.ts";

const [file] = process.argv.slice(2);

async function main(): Promise<void> {
  if (!file) throw new SettingsError("Name the file to write: npm run export -- firstline.export.gz");
  if (existsSync(file)) throw new SettingsError(`${file} is there already; name another file.`);
  const settings = loadSettings();
  const { database, running, close } = await openExisting(settings);
  try {
    const masterKey = settings.masterKey ?? readKey(settings.dataDir, "master.key");
    const counts = await exportDatabase(database.pool, file, masterKey);
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
    console.log(
      `${rows} rows of ${Object.keys(counts).length} tables are in ${file}${running ? ", as they stood while the desk was running" : ""}.`,
    );
    console.log(
      "Keep the master key with it (FIRSTLINE_MASTER_KEY, or master.key in the data folder): without it the secrets stay sealed.",
    );
  } finally {
    await close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
});
