import type { TestProject } from "vitest/node";
import { applyMigrations } from "../platform/apply-migrations.ts";
import { type DatabaseSource, openDatabase } from "../platform/database.ts";
import { freshDatabase, migrationsFolder } from "./fresh-database.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseSource: DatabaseSource;
  }
}

/** Makes one migrated database for the whole run; each test works in a workspace of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { source, stop } = await freshDatabase();
  const database = openDatabase(source);
  await applyMigrations(database.pool, migrationsFolder);
  await database.close();
  project.provide("databaseSource", source);
  return stop;
}
