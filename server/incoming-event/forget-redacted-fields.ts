import { endpointsWithRedaction } from "../endpoint/redaction/endpoints-with-redaction.ts";
import type { Redaction } from "../endpoint/redaction/redaction.ts";
import type { Platform } from "../platform/platform.ts";
import { once } from "../platform/registry.ts";
import { hideInMapped, indexOf } from "./redaction/hide-in-event.ts";
import { redactCall } from "./redaction/redact-call.ts";
import {
  callsToRedact,
  eventsToIndex,
  readStoredCalls,
  readStoredEvents,
  replaceBytes,
  replaceIndex,
  replaceMapped,
} from "./redaction/store.ts";

/** So long a refused call stays as it came, to be verified again once its setting is mended: a long weekend. */
export const refusedKeptMs = 3 * 86_400_000;

/** Ids looked up at once, and rows held in memory at once. */
const looked = 2000;
const held = 16;

/** What came longer ago is gone through when an endpoint's fields change, and by a run over everything. */
const recentMs = 2 * 86_400_000;

/** The fields by which this process has gone through everything of an endpoint. */
const gone = once("redacted-fields", () => new Map<string, string>());

type Db = Platform["database"]["prisma"];

/**
 * Takes the values of redacted fields out of what is stored: out of what events are found by and what was read from them at
 * once, out of the bytes when no event needs them any more. Readers do not show them either way. To be run every minute over
 * what is recent, and now and then over everything.
 */
export async function forgetRedactedFields(
  platform: Pick<Platform, "database">,
  now: Date,
  reach: "everything" | "recent" = "everything",
): Promise<void> {
  const { prisma } = platform.database;
  const refusedBefore = new Date(now.getTime() - refusedKeptMs);
  for (const { workspaceId, id, redaction } of await endpointsWithRedaction(prisma)) {
    const { fields } = redaction;
    const known = reach === "recent" && gone.get(id) === JSON.stringify(fields);
    const since = known ? new Date(now.getTime() - recentMs) : null;
    const wanted = { workspaceId, endpointId: id, fields, limit: looked, since };
    // First the events: what their bytes say tells which values are hidden.
    await inPieces(
      () => eventsToIndex(prisma, wanted),
      (ids) => hideInEvents(prisma, id, ids, redaction),
    );
    await inPieces(
      () => callsToRedact(prisma, wanted, refusedBefore),
      (ids) => hideInCalls(prisma, id, ids, redaction),
    );
    gone.set(id, JSON.stringify(fields));
  }
}

async function inPieces(
  find: () => Promise<string[]>,
  work: (ids: string[]) => Promise<void>,
): Promise<void> {
  for (let ids = await find(); ids.length > 0; ids = ids.length === looked ? await find() : [])
    for (let i = 0; i < ids.length; i += held) await work(ids.slice(i, i + held));
}

async function hideInEvents(db: Db, endpointId: string, ids: string[], redaction: Redaction): Promise<void> {
  for (const event of await readStoredEvents(db, endpointId, ids)) {
    const hidden = redactCall(event, redaction);
    const mapped = hideInMapped(event.mapped, hidden);
    if (mapped !== event.mapped) await replaceMapped(db, event.workspaceId, event.id, mapped);
    const vector = indexOf({ ...event, mapped }, event, hidden);
    await replaceIndex(db, event, { vector, fields: union(event.redaction, redaction.fields) });
  }
}

async function hideInCalls(db: Db, endpointId: string, ids: string[], redaction: Redaction): Promise<void> {
  for (const call of await readStoredCalls(db, endpointId, ids)) {
    const { body, content, changed } = redactCall(call, redaction) ?? { ...call, changed: false };
    await replaceBytes(db, call, { body, content, changed, fields: union(call.redaction, redaction.fields) });
  }
}

/** All fields a row has been gone through for: one that is no longer hidden does not come back. */
const union = (before: string[] | null, now: string[]) => [...new Set([...(before ?? []), ...now])];
