import { parseMasterKey, type Settings } from "./env.ts";
import { createDictionary } from "./knowledge/bilingual/create-dictionary.ts";
import { createEmbedder } from "./knowledge/create-embedder.ts";
import { createSupabase } from "./platform/create-supabase.ts";
import type { Database } from "./platform/database.ts";
import { keepKey } from "./platform/keep-key.ts";
import { createLogger } from "./platform/logger.ts";
import { createOutbound } from "./platform/outbound-fetch.ts";
import type { Platform } from "./platform/platform.ts";
import { createSealedSecrets } from "./platform/sealed-secrets.ts";
import { chooseLanguageModel } from "./suggestion/choose-language-model.ts";

type SettingsWithKeys = Settings & { masterKey: string; authSecret: string };

/** The settings with the keys that Firstline makes for itself on one machine; with DATABASE_URL they are always given. */
export function withKeptKeys(settings: Settings): SettingsWithKeys {
  return {
    ...settings,
    masterKey: settings.masterKey ?? keepKey(settings.dataDir, "master.key"),
    authSecret: settings.authSecret ?? keepKey(settings.dataDir, "auth.secret"),
  };
}

/** Fills every port of the platform with what the settings choose. */
export function createPlatform(settings: SettingsWithKeys, database: Database): Platform {
  const dictionary = createDictionary();
  return {
    settings,
    logger: createLogger(settings.logLevel),
    database,
    sealedSecrets: createSealedSecrets(parseMasterKey(settings.masterKey)),
    outbound: createOutbound({ allowPrivateHosts: settings.allowPrivateHosts }),
    embedder: createEmbedder(settings, dictionary),
    dictionary,
    ...(settings.supabase && { supabase: createSupabase(settings.supabase) }),
    languageModel: chooseLanguageModel(settings),
  };
}
