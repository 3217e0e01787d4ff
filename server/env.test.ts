import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readSettings, SettingsError } from "./env.ts";

const key = Buffer.alloc(32, 7).toString("base64");

/** The sentence that a wrong environment ends the start with. */
function complaint(env: Record<string, string>): string {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return "";
}

test("an empty environment is enough", () => {
  expect(readSettings({})).toMatchObject({
    host: "127.0.0.1",
    port: 3000,
    publicUrl: "http://127.0.0.1:3000",
    dataDir: resolve("./.firstline"),
    databaseUrl: undefined,
    inngest: undefined,
    model: undefined,
    admin: undefined,
    allowPrivateHosts: [],
  });
});

test("settings left empty, as in a copied example file, count as not set", () => {
  const settings = readSettings({
    DATABASE_URL: "",
    INNGEST_EVENT_KEY: " ",
    FIRSTLINE_MODEL: "",
    OPENAI_API_KEY: "",
  });
  expect(settings).toMatchObject({ databaseUrl: undefined, inngest: undefined, model: undefined });
});

describe("the public address", () => {
  test.each([
    [{ PORT: "8080" }, "http://127.0.0.1:8080"],
    [{ HOST: "::1" }, "http://[::1]:3000"],
    [{ FIRSTLINE_PUBLIC_URL: "https://desk.example.com/" }, "https://desk.example.com"],
    [{ FIRSTLINE_PUBLIC_URL: "https://example.com/desk" }, "https://example.com/desk"],
  ])("%o is %s", (env, url) => expect(readSettings(env).publicUrl).toBe(url));
});

test("private hosts are exact pairs, in lower case", () => {
  const settings = readSettings({
    FIRSTLINE_ALLOW_PRIVATE_HOSTS: " Orders.LAN:8080 , [::1]:99,10.0.0.1:80,",
  });
  expect(settings.allowPrivateHosts).toEqual(["orders.lan:8080", "[::1]:99", "10.0.0.1:80"]);
});

test("a master key may be written in base64, base64url or hex", () => {
  const bytes = Buffer.alloc(32, 0xfb);
  for (const encoding of ["base64", "base64url", "hex"] as const)
    expect(readSettings({ FIRSTLINE_MASTER_KEY: bytes.toString(encoding) }).masterKey).toBeDefined();
});

describe("a wrong setting is told in one sentence that names it", () => {
  const grown = { DATABASE_URL: "postgresql://db/x", FIRSTLINE_MASTER_KEY: key, NEXTAUTH_SECRET: "s" };
  const inngest = { INNGEST_EVENT_KEY: "e", INNGEST_SIGNING_KEY: "s" };
  const cases: [name: string, env: Record<string, string>][] = [
    ["PORT", { PORT: "http" }],
    ["PORT", { PORT: "0" }],
    ["PORT", { PORT: "65536" }],
    ["PORT", { PORT: "3000.5" }],
    ["HOST", { HOST: " " }],
    ["FIRSTLINE_DATA_DIR", { FIRSTLINE_DATA_DIR: "" }],
    ["FIRSTLINE_PUBLIC_URL", { FIRSTLINE_PUBLIC_URL: "desk.example.com" }],
    ["FIRSTLINE_PUBLIC_URL", { FIRSTLINE_PUBLIC_URL: "ftp://desk.example.com" }],
    ["DATABASE_URL", { ...grown, DATABASE_URL: "mysql://db/x" }],
    ["FIRSTLINE_MASTER_KEY", { ...grown, FIRSTLINE_MASTER_KEY: "" }],
    ["FIRSTLINE_MASTER_KEY", { FIRSTLINE_MASTER_KEY: "too short" }],
    ["NEXTAUTH_SECRET", { ...grown, NEXTAUTH_SECRET: "" }],
    ["INNGEST_SIGNING_KEY", { INNGEST_EVENT_KEY: "e" }],
    ["INNGEST_EVENT_KEY", { INNGEST_SIGNING_KEY: "s" }],
    ["INNGEST_EVENT_KEY", { INNGEST_BASE_URL: "http://inngest:8288" }],
    ["INNGEST_BASE_URL", { ...inngest, INNGEST_BASE_URL: "inngest:8288" }],
    ["INNGEST_DEV", { ...inngest, INNGEST_DEV: "1" }],
    ["OPENAI_BASE_URL", { OPENAI_BASE_URL: "localhost:11434" }],
    ["OPENAI_API_KEY", { FIRSTLINE_MODEL: "gpt" }],
    ["FIRSTLINE_EMBEDDING_BASE_URL", { FIRSTLINE_EMBEDDING_BASE_URL: "localhost" }],
    ["FIRSTLINE_EMBEDDING_MODEL", { FIRSTLINE_EMBEDDING_MODEL: "embed" }],
    ["SUPABASE_SERVICE_ROLE_KEY", { SUPABASE_URL: "https://x.supabase.co" }],
    ["SUPABASE_URL", { ...grown, SUPABASE_URL: "x.supabase.co", SUPABASE_SERVICE_ROLE_KEY: "k" }],
    ["DATABASE_URL", { SUPABASE_URL: "https://x.supabase.co", SUPABASE_SERVICE_ROLE_KEY: "k" }],
    ["FIRSTLINE_ADMIN_PASSWORD", { FIRSTLINE_ADMIN_EMAIL: "a@example.com" }],
    [
      "FIRSTLINE_ADMIN_PASSWORD",
      { FIRSTLINE_ADMIN_EMAIL: "a@example.com", FIRSTLINE_ADMIN_PASSWORD: "short" },
    ],
    ["FIRSTLINE_ADMIN_EMAIL", { FIRSTLINE_ADMIN_EMAIL: "admin", FIRSTLINE_ADMIN_PASSWORD: "long enough" }],
    ["FIRSTLINE_API_KEY", { FIRSTLINE_API_KEY: "short" }],
    ["FIRSTLINE_ALLOW_PRIVATE_HOSTS", { FIRSTLINE_ALLOW_PRIVATE_HOSTS: "10.0.0.1" }],
    ["FIRSTLINE_ALLOW_PRIVATE_HOSTS", { FIRSTLINE_ALLOW_PRIVATE_HOSTS: "http://10.0.0.1:80" }],
    ["FIRSTLINE_LOG_LEVEL", { FIRSTLINE_LOG_LEVEL: "loud" }],
  ];
  test.each(cases)("%s: %o", (name, env) => {
    const sentence = complaint(env);
    expect(sentence).toContain(name);
    expect(sentence).not.toContain("\n");
  });
});

test("a secret with a wrong value is not repeated", () => {
  expect(complaint({ FIRSTLINE_MASTER_KEY: "hunter2hunter2" })).not.toContain("hunter2");
  expect(complaint({ FIRSTLINE_API_KEY: "hunter2" })).not.toContain("hunter2");
});
