import type pg from "pg";
import type { EventBody } from "./protocol.ts";
import type { RegisteredFunction } from "./register.ts";
import type { Sql } from "./tables.ts";

/** What everything that reads and writes runs has at hand. */
export type Store = {
  pool: pg.Pool;
  sql: Sql;
  functions: ReadonlyMap<string, RegisteredFunction>;
  /** Whose a run for this event is. */
  scopeOf?: (event: EventBody) => string | undefined;
};

/** Runs `work` in one transaction on one connection. */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // A connection whose transaction cannot be ended cleanly is not used again.
    await client.query("ROLLBACK").then(
      () => client.release(),
      (broken) => client.release(broken),
    );
    throw error;
  }
}
