import { randomUUID } from "node:crypto";
import type { Database } from "./database.ts";
import type { Supabase } from "./supabase.ts";

/**
 * Tries what Supabase is used for: calls a function, and writes, reads and removes a file.
 * @returns `other_database` when the project's database is not the one DATABASE_URL names: every search would find nothing
 * @throws DomainError("storage_unavailable")
 */
export async function checkSupabase({
  database,
  supabase,
}: {
  database: Database;
  supabase: Supabase;
}): Promise<"ok" | "other_database"> {
  const { rows } = await database.pool.query<{ identity: string }>("SELECT database_identity() AS identity");
  const there = await supabase.callFunction("database_identity", {});
  const path = `test/${randomUUID()}`;
  await supabase.saveFile(path, { bytes: new TextEncoder().encode("A test."), mediaType: "text/plain" });
  await supabase.readFile(path);
  await supabase.removeFiles([path]);
  return there[0] === rows[0]?.identity ? "ok" : "other_database";
}
