import { inject } from "vitest";
import { type Database, openDatabase } from "../platform/database.ts";

let shared: Database | undefined;

/** The run's database, one pool a test file. */
export function testDatabase(): Database {
  shared ??= openDatabase(inject("databaseSource"));
  return shared;
}
