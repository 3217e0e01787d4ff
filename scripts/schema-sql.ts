/**
 * Prints the SQL that creates prisma/schema in an empty database, without Prisma's downloaded engine: what a new
 * migration is written from, and what the drift test compares the migrations with.
 *   node scripts/schema-sql.ts <url of any reachable PostgreSQL>
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";

const schemaFolder = join(import.meta.dirname, "../prisma/schema");

type Engine = {
  diff(params: unknown): Promise<{ stdout: string | null }>;
};

async function loadEngine(adapter: object, datamodels: [string, string][]): Promise<Engine> {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve("@prisma/schema-engine-wasm"));
  const background = await import(join(folder, "schema_engine_bg.js"));
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, "schema_engine_bg.wasm")), {
    "./schema_engine_bg.js": background,
  });
  background.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  return background.SchemaEngine.new({ datamodels }, () => {}, adapter);
}

/** The engine wants a live connection to learn the server's kind; it reads and writes nothing there. */
export async function schemaSql(connectionString: string): Promise<string> {
  const files = readdirSync(schemaFolder).map((name) => ({
    path: name,
    content: readFileSync(join(schemaFolder, name), "utf8"),
  }));
  const adapter = new PrismaPg({ connectionString });
  const engine = await loadEngine(
    bindMigrationAwareSqlAdapterFactory(adapter),
    files.map(({ path, content }) => [path, content]),
  );
  const result = await engine.diff({
    from: { tag: "empty" },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return result.stdout ?? "";
}

if (process.argv[1] === import.meta.filename) console.log(await schemaSql(process.argv[2] ?? ""));
