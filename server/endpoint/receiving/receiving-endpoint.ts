import { makeContext } from "../../context.ts";
import type { Platform } from "../../platform/platform.ts";
import { once } from "../../platform/registry.ts";
import { openSecrets } from "../../secret/open-secrets.ts";
import type { OpenedSecret } from "../../secret/schema.ts";
import type { Guards } from "../guards/schema.ts";
import type { Sender } from "../mapping/senders.ts";
import { type FieldPlaces, fieldPlaces } from "../mapping/usual-places.ts";
import { senderOf } from "../presets/presets.ts";
import { type Redaction, redactionOf } from "../redaction/redaction.ts";
import { verificationSecretOf } from "../rules.ts";
import { readEndpointByKey } from "../store.ts";
import type { Scheme } from "../verification/scheme.ts";
import { schemes } from "../verification/schemes.ts";

/** All that reception needs of an endpoint. */
export type ReceivingEndpoint = {
  workspaceId: string;
  id: string;
  key: string;
  enabled: boolean;
  scheme: Scheme;
  schemeName: string;
  options: Record<string, unknown>;
  unverified: boolean;
  /** Loaded with the endpoint: whoever verifies drops those that have expired since. */
  secrets: OpenedSecret[];
  sender: Sender;
  places: FieldPlaces;
  guards: Guards;
  redaction: Redaction | null;
};

type Entry = {
  database: Platform["database"];
  loadedAt: number;
  endpoint: Promise<ReceivingEndpoint | null>;
};

const freshMs = 1000;
const mostEntries = 10_000;
const entries = once("receiving-endpoints", () => new Map<string, Entry>());

/**
 * The endpoint of a key, or null. An answer is kept for a second at most; a change in this process drops it at once. With
 * `reload` anything read longer than `reload.olderThanMs` ago is read again: for a request that what is kept refuses.
 */
export async function findReceivingEndpoint(
  platform: Platform,
  key: string,
  reload?: { olderThanMs: number },
): Promise<ReceivingEndpoint | null> {
  const kept = entries.get(key);
  if (
    kept?.database === platform.database &&
    performance.now() - kept.loadedAt <= (reload?.olderThanMs ?? freshMs)
  )
    return kept.endpoint;
  const entry = {
    database: platform.database,
    loadedAt: performance.now(),
    endpoint: load(platform, key),
  };
  if (entries.size >= mostEntries) entries.clear();
  entries.set(key, entry);
  const drop = () => entries.get(key) === entry && entries.delete(key);
  // Keys that lead nowhere are not kept: they are any stranger's to invent.
  return entry.endpoint.then(
    (endpoint) => {
      if (!endpoint) drop();
      return endpoint;
    },
    (error) => {
      drop();
      throw error;
    },
  );
}

/** Makes the next request of a changed endpoint read it anew. */
export function forgetReceivingEndpoint(key: string): void {
  entries.delete(key);
}

async function load(platform: Platform, key: string): Promise<ReceivingEndpoint | null> {
  const { prisma } = platform.database.reception;
  const row = await readEndpointByKey(prisma, key);
  if (!row) return null;
  const { scheme: name, ...options } = row.verification;
  const scheme = schemes.get(name);
  if (!scheme) throw new Error(`The endpoint "${key}" uses a scheme this version does not know: ${name}.`);
  const sender = senderOf(row.source);
  const ctx = makeContext(platform, row.workspaceId, { kind: "endpoint", id: row.id });
  return {
    workspaceId: row.workspaceId,
    id: row.id,
    key,
    enabled: row.enabled,
    scheme,
    schemeName: name,
    options,
    unverified: name === "none",
    secrets: await openSecrets(prisma, { ctx, owner: verificationSecretOf(row.id) }),
    sender,
    places: fieldPlaces(sender, row.mapping),
    guards: row.guards,
    redaction: redactionOf(row),
  };
}
