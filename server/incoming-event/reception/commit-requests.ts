import type { Database } from "../../platform/database.ts";
import { once } from "../../platform/registry.ts";
import { createGroupCommit, type GroupCommit } from "./group-commit.ts";
import { type Recorded, type RequestRow, recordRequests } from "./store.ts";

const mebibyte = 1024 * 1024;
const perDatabase = once("request-commits", () => new WeakMap<Database, GroupCommit<RequestRow, Recorded>>());

/** Records a call together with those that arrive at the same time; settles after the commit. */
export function commitRequest(database: Database, row: RequestRow): Promise<Recorded> {
  let group = perDatabase.get(database);
  if (!group) {
    group = createGroupCommit({
      write: (rows) => recordRequests(database.pool, rows),
      bytesOf: (each) => 1024 + (each.body?.length ?? 0),
      // The embedded database runs one statement at a time; PostgreSQL gains a little by overlapping two.
      atOnce: database.kind === "embedded" ? 1 : 2,
      maxItems: 64,
      maxBytes: 4 * mebibyte,
      maxWaitingBytes: 128 * mebibyte,
    });
    perDatabase.set(database, group);
  }
  return group.add(row);
}
