import { answerWithin } from "../../platform/answer-within.ts";
import type { Database } from "../../platform/database.ts";
import { createGroupCommit, type GroupCommit } from "../../platform/group-commit.ts";
import { once } from "../../platform/registry.ts";
import { type Recorded, type RequestRow, recordRequests } from "./store.ts";

/** Within this the database answers, or it counts as away: the caller has its 503 within two seconds. */
const storageMs = 1700;
const mebibyte = 1024 * 1024;
const perDatabase = once("request-commits", () => new WeakMap<Database, GroupCommit<RequestRow, Recorded>>());

/** Records a call together with those that arrive at the same time; settles after the commit. */
export function commitRequest(database: Database, row: RequestRow): Promise<Recorded> {
  let group = perDatabase.get(database);
  if (!group) {
    group = createGroupCommit({
      write: (rows) => answerWithin(storageMs, recordRequests(database, rows)),
      bytesOf: (each) => 1024 + (each.body?.length ?? 0) * (each.redacted ? 2 : 1),
      // One after the other: the larger group saves more than a second connection would win.
      atOnce: 1,
      maxItems: 64,
      // A statement of more may outlast storageMs on a slow machine, and hold up all behind it.
      maxBytes: mebibyte,
      maxWaitingBytes: 128 * mebibyte,
    });
    perDatabase.set(database, group);
  }
  return group.add(row);
}
