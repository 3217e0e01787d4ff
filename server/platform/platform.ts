import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { Settings } from "../env.ts";
import type { Database } from "./database.ts";
import type { Dictionary } from "./dictionary.ts";
import type { DurableEngine } from "./durable-runs.ts";
import type { Embedder } from "./embedder.ts";
import type { Logger } from "./logger.ts";
import type { Outbound } from "./outbound.ts";
import type { SealedSecrets } from "./sealed-secrets.ts";
import type { Supabase } from "./supabase.ts";

/** What a process holds once and every verb may use: the ports to everything outside the product's own rules. */
export type Platform = {
  settings: Settings;
  logger: Logger;
  database: Database;
  sealedSecrets: SealedSecrets;
  outbound: Outbound;
  embedder: Embedder;
  /** Without it, a question finds only what is written in its own language. */
  dictionary?: Dictionary;
  /** Where set, the search runs through it and documents' files are kept there. */
  supabase?: Supabase;
  /** The configured model, or the built-in extractive composer. */
  languageModel: LanguageModelV4;
  /** How long one call of the model may take, in milliseconds; a minute, when nothing is said. */
  modelTimeoutMs?: number;
  /** What runs the durable functions; given once it has started, and absent in a process that only receives. */
  engine?: DurableEngine;
};
