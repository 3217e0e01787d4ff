/**
 * What `npm run secrets:rotate` runs: seals every secret with a new master key while Firstline is stopped. The new key of a
 * data folder is written beside the old one first and takes its place last, so that whatever interrupts this, calling it
 * again ends it.
 */
import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { loadSettings, parseMasterKey, SettingsError } from "../server/env.ts";
import { resealOriginals } from "../server/incoming-event/reseal-originals.ts";
import { keepKey } from "../server/platform/keep-key.ts";
import { openStorage } from "../server/platform/open-storage.ts";
import { createSealedSecrets } from "../server/platform/sealed-secrets.ts";
import { resealSecrets } from "../server/secret/reseal-secrets.ts";

const kept = "master.key";
const next = "master.key.next";

async function main(): Promise<void> {
  const settings = loadSettings();
  const inFolder = settings.masterKey === undefined;
  if (!inFolder && !settings.newMasterKey)
    throw new SettingsError(
      "Set FIRSTLINE_NEW_MASTER_KEY to the key to change to, for example from: openssl rand -base64 32",
    );
  const path = join(settings.dataDir, kept);
  if (inFolder && !existsSync(path))
    throw new SettingsError(`There is no ${path}: start Firstline once, or set FIRSTLINE_DATA_DIR.`);
  const storage = await openStorage(settings);
  try {
    const oldKey = settings.masterKey ?? readFileSync(path, "utf8").trim();
    const newKey = inFolder ? keepKey(settings.dataDir, next) : settings.newMasterKey!;
    const keys = {
      from: createSealedSecrets(parseMasterKey(oldKey)),
      to: createSealedSecrets(parseMasterKey(newKey)),
    };
    if (keys.from.keyId === keys.to.keyId) throw new SettingsError("The new master key is the old one.");
    const { prisma } = storage.database;
    const secrets = await resealSecrets(prisma, keys);
    const requests = await resealOriginals(prisma, keys);
    if (inFolder) renameSync(join(settings.dataDir, next), path);
    console.log(
      `Sealed ${secrets} secrets and ${requests} requests with key ${keys.to.keyId}.${
        inFolder ? "" : " Start with FIRSTLINE_MASTER_KEY set to the new key."
      }`,
    );
  } finally {
    await storage.close();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof SettingsError ? error.message : error);
    process.exit(1);
  },
);
