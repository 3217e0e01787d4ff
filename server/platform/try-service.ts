import { z } from "zod";
import { checkSupabase } from "./check-supabase.ts";
import type { Platform } from "./platform.ts";
import { SupabaseError } from "./supabase.ts";

export const serviceName = z.enum(["database", "model", "embedding", "supabase"]);
export type ServiceName = z.infer<typeof serviceName>;

/** How a real call to a service went; the code says what to do about it, `detail` is the service's own word. */
export type ServiceTest = {
  outcome:
    | "ok"
    | "built_in"
    | "refused"
    | "unknown_name"
    | "busy"
    | "unreachable"
    | "other_database"
    | "failed";
  detail: string | null;
  durationMs: number;
};

const timeoutMs = 20_000;

/** Why a call failed, read from the status and the codes that HTTP clients leave on their errors and the causes below. */
export function outcomeOf(error: unknown): ServiceTest["outcome"] {
  for (let e = error, depth = 0; e instanceof Error && depth < 6; e = e.cause, depth++) {
    const { statusCode, code, name } = e as { statusCode?: number; code?: string; name: string };
    if (statusCode === 401 || statusCode === 403) return "refused";
    if (statusCode === 404) return "unknown_name";
    if (statusCode === 429) return "busy";
    if (/^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|UND_ERR)/.test(code ?? "")) return "unreachable";
    if (name === "TimeoutError" || name === "AbortError") return "unreachable";
    if (e instanceof SupabaseError && !e.answered) return "unreachable";
  }
  return "failed";
}

/** Makes one small real call to a service and says how it went. Never throws for what the service does. */
export async function tryService(platform: Platform, service: ServiceName): Promise<ServiceTest> {
  const { settings, database, languageModel, embedder } = platform;
  const begun = performance.now();
  const done = (outcome: ServiceTest["outcome"], detail: string | null = null): ServiceTest => ({
    outcome,
    detail,
    durationMs: Math.round(performance.now() - begun),
  });
  try {
    if (service === "database") await database.pool.query("SELECT 1");
    if (service === "embedding") {
      const [vector] = await embedder.embed(["A test of the embedding."], { urgent: true });
      return done("ok", `${vector?.length ?? 0}`);
    }
    if (service === "model") {
      if (!settings.model) return done("built_in");
      await languageModel.doGenerate({
        prompt: [{ role: "user", content: [{ type: "text", text: "Reply with the one word: ok" }] }],
        maxOutputTokens: 16,
        abortSignal: AbortSignal.timeout(timeoutMs),
      });
    }
    if (service === "supabase") {
      if (!platform.supabase) return done("built_in");
      return done(await checkSupabase({ database, supabase: platform.supabase }));
    }
    return done("ok");
  } catch (error) {
    const told = error instanceof Error && error.cause instanceof SupabaseError ? error.cause : error;
    const message = told instanceof Error ? told.message : String(told);
    return done(outcomeOf(error), message.slice(0, 300));
  }
}
