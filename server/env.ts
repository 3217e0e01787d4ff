import { resolve } from "node:path";
import { z } from "zod";

/** A wrong setting: the message is one sentence that says what to change. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SettingsError";
  }
}

const optionalText = z
  .string()
  .trim()
  .transform((value) => value || undefined)
  .optional();

const schema = z.object({
  PORT: z.string().trim().default("3000"),
  HOST: z.string().trim().min(1).default("127.0.0.1"),
  FIRSTLINE_PUBLIC_URL: optionalText,
  FIRSTLINE_DATA_DIR: z.string().trim().min(1).default("./.firstline"),
  FIRSTLINE_TOOLS_DIR: z.string().trim().min(1).default("./tools"),
  DATABASE_URL: optionalText,
  INNGEST_BASE_URL: optionalText,
  INNGEST_EVENT_KEY: optionalText,
  INNGEST_SIGNING_KEY: optionalText,
  INNGEST_DEV: optionalText,
  OPENAI_API_KEY: optionalText,
  OPENAI_BASE_URL: optionalText,
  FIRSTLINE_MODEL: optionalText,
  FIRSTLINE_FALLBACK_MODEL: optionalText,
  FIRSTLINE_FALLBACK_BASE_URL: optionalText,
  FIRSTLINE_FALLBACK_API_KEY: optionalText,
  FIRSTLINE_EMBEDDING_MODEL: optionalText,
  FIRSTLINE_EMBEDDING_BASE_URL: optionalText,
  SUPABASE_URL: optionalText,
  SUPABASE_SERVICE_ROLE_KEY: optionalText,
  FIRSTLINE_ADMIN_EMAIL: optionalText,
  FIRSTLINE_ADMIN_PASSWORD: z.string().optional(),
  FIRSTLINE_API_KEY: optionalText,
  FIRSTLINE_DEMO: optionalText,
  FIRSTLINE_MASTER_KEY: optionalText,
  FIRSTLINE_NEW_MASTER_KEY: optionalText,
  NEXTAUTH_SECRET: optionalText,
  FIRSTLINE_ALLOW_PRIVATE_HOSTS: z.string().default(""),
  FIRSTLINE_METRICS_TOKEN: optionalText,
  OTEL_EXPORTER_OTLP_ENDPOINT: optionalText,
  OTEL_EXPORTER_OTLP_HEADERS: optionalText,
  OTEL_SERVICE_NAME: optionalText,
  FIRSTLINE_TRUSTED_PROXY_HOPS: z.string().trim().default("0"),
  FIRSTLINE_LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
});

export type Settings = ReturnType<typeof readSettings>;

function requireUrl(name: string, value: string, protocols: string[]): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !protocols.includes(url.protocol))
    throw new SettingsError(
      `Set ${name} to an address that begins with ${protocols.map((p) => `${p}//`).join(" or ")}.`,
    );
  return url;
}

function requireTogether(names: Record<string, string | undefined>): void {
  const missing = Object.entries(names).filter(([, value]) => !value);
  if (missing.length > 0 && missing.length < Object.keys(names).length)
    throw new SettingsError(
      `Set ${missing.map(([name]) => name).join(" and ")} too, or none of ${Object.keys(names).join(", ")}.`,
    );
}

/** 32 bytes from base64, base64url or hex. */
export function parseMasterKey(value: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(value) ? Buffer.from(value, "hex") : Buffer.from(value, "base64");
  if (key.length !== 32)
    throw new SettingsError(
      "Set FIRSTLINE_MASTER_KEY to 32 random bytes in base64, for example from: openssl rand -base64 32",
    );
  return key;
}

/**
 * Reads and checks the environment (DESIGN.md §6). Throws SettingsError with one sentence for the operator.
 * Database and data folder decide which secrets may be made by Firstline itself: with DATABASE_URL they must be given,
 * since several machines have to agree on them.
 */
export function readSettings(source: Record<string, string | undefined>) {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SettingsError(`${String(issue?.path[0])} is not usable: ${issue?.message}.`);
  }
  const env = parsed.data;

  const port = Number(env.PORT);
  if (!/^\d+$/.test(env.PORT) || port < 1 || port > 65535)
    throw new SettingsError(`Set PORT to a number from 1 to 65535; it is "${env.PORT}".`);
  const publicUrl =
    env.FIRSTLINE_PUBLIC_URL ?? `http://${env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST}:${port}`;
  const parsedPublicUrl = requireUrl("FIRSTLINE_PUBLIC_URL", publicUrl, ["http:", "https:"]);
  if (env.DATABASE_URL) requireUrl("DATABASE_URL", env.DATABASE_URL, ["postgresql:", "postgres:"]);
  if (env.DATABASE_URL && !env.FIRSTLINE_MASTER_KEY)
    throw new SettingsError(
      "Set FIRSTLINE_MASTER_KEY when DATABASE_URL is set, for example from: openssl rand -base64 32",
    );
  if (env.DATABASE_URL && !env.NEXTAUTH_SECRET)
    throw new SettingsError(
      "Set NEXTAUTH_SECRET when DATABASE_URL is set, for example from: openssl rand -base64 32",
    );
  if (env.FIRSTLINE_MASTER_KEY) parseMasterKey(env.FIRSTLINE_MASTER_KEY);
  if (env.FIRSTLINE_NEW_MASTER_KEY) parseMasterKey(env.FIRSTLINE_NEW_MASTER_KEY);

  if (env.INNGEST_DEV)
    throw new SettingsError("Unset INNGEST_DEV: it switches the signature check of /api/inngest off.");
  requireTogether({ INNGEST_EVENT_KEY: env.INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY: env.INNGEST_SIGNING_KEY });
  if (env.INNGEST_BASE_URL) {
    requireUrl("INNGEST_BASE_URL", env.INNGEST_BASE_URL, ["http:", "https:"]);
    if (!env.INNGEST_EVENT_KEY)
      throw new SettingsError(
        "Set INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY too, or unset INNGEST_BASE_URL.",
      );
  }

  if (env.FIRSTLINE_DEMO && !["0", "1"].includes(env.FIRSTLINE_DEMO))
    throw new SettingsError(`Set FIRSTLINE_DEMO to 0 or 1; it is "${env.FIRSTLINE_DEMO}".`);

  if (env.OPENAI_BASE_URL) requireUrl("OPENAI_BASE_URL", env.OPENAI_BASE_URL, ["http:", "https:"]);
  if (env.FIRSTLINE_EMBEDDING_BASE_URL)
    requireUrl("FIRSTLINE_EMBEDDING_BASE_URL", env.FIRSTLINE_EMBEDDING_BASE_URL, ["http:", "https:"]);
  if (env.FIRSTLINE_MODEL && !env.OPENAI_API_KEY && !env.OPENAI_BASE_URL)
    throw new SettingsError("Set OPENAI_API_KEY or OPENAI_BASE_URL too, or unset FIRSTLINE_MODEL.");
  if (
    env.FIRSTLINE_EMBEDDING_MODEL &&
    !env.OPENAI_API_KEY &&
    !env.OPENAI_BASE_URL &&
    !env.FIRSTLINE_EMBEDDING_BASE_URL
  )
    throw new SettingsError(
      "Set OPENAI_API_KEY, OPENAI_BASE_URL or FIRSTLINE_EMBEDDING_BASE_URL too, or unset FIRSTLINE_EMBEDDING_MODEL.",
    );
  requireTogether({
    SUPABASE_URL: env.SUPABASE_URL,
    SUPABASE_SERVICE_ROLE_KEY: env.SUPABASE_SERVICE_ROLE_KEY,
  });
  if (env.SUPABASE_URL) {
    requireUrl("SUPABASE_URL", env.SUPABASE_URL, ["http:", "https:"]);
    if (!env.DATABASE_URL)
      throw new SettingsError(
        "Set DATABASE_URL to the Supabase project's database too, or unset SUPABASE_URL.",
      );
  }
  requireTogether({
    FIRSTLINE_ADMIN_EMAIL: env.FIRSTLINE_ADMIN_EMAIL,
    FIRSTLINE_ADMIN_PASSWORD: env.FIRSTLINE_ADMIN_PASSWORD || undefined,
  });
  if (env.FIRSTLINE_ADMIN_EMAIL && !/^[^\s@]+@[^\s@]+$/.test(env.FIRSTLINE_ADMIN_EMAIL))
    throw new SettingsError("Set FIRSTLINE_ADMIN_EMAIL to one e-mail address.");
  if (env.FIRSTLINE_ADMIN_PASSWORD && env.FIRSTLINE_ADMIN_PASSWORD.length < 8)
    throw new SettingsError("Set FIRSTLINE_ADMIN_PASSWORD to at least 8 characters.");
  if (env.FIRSTLINE_API_KEY && env.FIRSTLINE_API_KEY.length < 8)
    throw new SettingsError("Set FIRSTLINE_API_KEY to at least 8 characters.");

  if (env.OTEL_EXPORTER_OTLP_ENDPOINT)
    requireUrl("OTEL_EXPORTER_OTLP_ENDPOINT", env.OTEL_EXPORTER_OTLP_ENDPOINT, ["http:", "https:"]);

  if (!/^\d$/.test(env.FIRSTLINE_TRUSTED_PROXY_HOPS))
    throw new SettingsError(
      "Set FIRSTLINE_TRUSTED_PROXY_HOPS to the number of proxies in front of Firstline, 0 when there are none.",
    );

  const allowPrivateHosts = env.FIRSTLINE_ALLOW_PRIVATE_HOSTS.split(",")
    .map((host) => host.trim().toLowerCase())
    .filter(Boolean);
  const badHost = allowPrivateHosts.find((host) => !/^(\[[0-9a-f:.]+\]|[^\s:/[\]]+):\d{1,5}$/.test(host));
  if (badHost)
    throw new SettingsError(
      `Write each entry of FIRSTLINE_ALLOW_PRIVATE_HOSTS as host:port; "${badHost}" is not.`,
    );

  return {
    host: env.HOST,
    port,
    publicUrl: parsedPublicUrl.href.replace(/\/$/, ""),
    dataDir: resolve(env.FIRSTLINE_DATA_DIR),
    toolsDir: resolve(env.FIRSTLINE_TOOLS_DIR),
    databaseUrl: env.DATABASE_URL,
    inngest:
      env.INNGEST_EVENT_KEY && env.INNGEST_SIGNING_KEY
        ? {
            baseUrl: env.INNGEST_BASE_URL,
            eventKey: env.INNGEST_EVENT_KEY,
            signingKey: env.INNGEST_SIGNING_KEY,
          }
        : undefined,
    model: env.FIRSTLINE_MODEL,
    /** Lists of the same order, separated by commas: the models asked when the first does not answer. */
    fallback: {
      models: env.FIRSTLINE_FALLBACK_MODEL,
      baseUrls: env.FIRSTLINE_FALLBACK_BASE_URL,
      apiKeys: env.FIRSTLINE_FALLBACK_API_KEY,
    },
    openai: { apiKey: env.OPENAI_API_KEY, baseUrl: env.OPENAI_BASE_URL },
    embedding: env.FIRSTLINE_EMBEDDING_MODEL
      ? {
          model: env.FIRSTLINE_EMBEDDING_MODEL,
          baseUrl: env.FIRSTLINE_EMBEDDING_BASE_URL ?? env.OPENAI_BASE_URL,
        }
      : undefined,
    supabase:
      env.SUPABASE_URL && env.SUPABASE_SERVICE_ROLE_KEY
        ? { url: env.SUPABASE_URL, serviceRoleKey: env.SUPABASE_SERVICE_ROLE_KEY }
        : undefined,
    admin:
      env.FIRSTLINE_ADMIN_EMAIL && env.FIRSTLINE_ADMIN_PASSWORD
        ? { email: env.FIRSTLINE_ADMIN_EMAIL, password: env.FIRSTLINE_ADMIN_PASSWORD }
        : undefined,
    apiKey: env.FIRSTLINE_API_KEY,
    /** undefined: on a fresh embedded start, and not otherwise. */
    demo: env.FIRSTLINE_DEMO === undefined ? undefined : env.FIRSTLINE_DEMO === "1",
    masterKey: env.FIRSTLINE_MASTER_KEY,
    /** Only for `npm run secrets:rotate`. */
    newMasterKey: env.FIRSTLINE_NEW_MASTER_KEY,
    authSecret: env.NEXTAUTH_SECRET,
    allowPrivateHosts,
    metricsToken: env.FIRSTLINE_METRICS_TOKEN,
    /** Where spans go; undefined: tracing is off. */
    tracing: env.OTEL_EXPORTER_OTLP_ENDPOINT
      ? {
          endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
          headers: env.OTEL_EXPORTER_OTLP_HEADERS,
          serviceName: env.OTEL_SERVICE_NAME ?? "firstline",
        }
      : undefined,
    trustedProxyHops: Number(env.FIRSTLINE_TRUSTED_PROXY_HOPS),
    logLevel: env.FIRSTLINE_LOG_LEVEL,
  };
}

/** The settings of this process. */
export function loadSettings(): Settings {
  return readSettings(process.env);
}

/** next-auth learns its own address from the environment only; without it, it would post to localhost:3000. */
export function tellNextAuthItsAddress(publicUrl: string): void {
  // A plain object from here on: the Inngest SDK reads all variables ten times a call, and the system is slow to tell them.
  process.env = { ...process.env, NEXTAUTH_URL: `${new URL(publicUrl).origin}/api/auth` };
}
