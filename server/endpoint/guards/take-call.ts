import { answerWithin } from "../../platform/answer-within.ts";
import type { Database } from "../../platform/database.ts";
import { createGroupCommit, type GroupCommit } from "../../platform/group-commit.ts";
import { takeFromAllowance } from "../../platform/rate-limit.ts";
import { once } from "../../platform/registry.ts";

/** Calls by the rate they are held to; what each is told is the seconds to wait, 0 for none. */
type Calls = GroupCommit<number, number>;

const perDatabase = once("endpoint-rates", () => new WeakMap<Database, Map<string, Calls>>());
const mostEndpoints = 10_000;
const mostWaiting = 10_000;
/** Within this the database answers, or it counts as away. */
const storageMs = 1700;

/**
 * Takes one call from an endpoint's allowance, which all processes share. Those that arrive together ask together.
 * @returns 0 when it may go on, else after how many seconds to try again
 * @throws DomainError("storage_unavailable"), DomainError("rate_limited") when too many wait to be told
 */
export function takeCall(database: Database, endpointId: string, ratePerMinute: number): Promise<number> {
  let endpoints = perDatabase.get(database);
  if (!endpoints || endpoints.size >= mostEndpoints) {
    endpoints = new Map();
    perDatabase.set(database, endpoints);
  }
  let calls = endpoints.get(endpointId);
  if (!calls) {
    calls = callsOf(database, endpointId);
    endpoints.set(endpointId, calls);
  }
  return calls.add(ratePerMinute);
}

function callsOf({ reception: { prisma } }: Database, endpointId: string): Calls {
  return createGroupCommit({
    async write(rates) {
      const limit = { perMinute: rates.at(-1)!, wanted: rates.length };
      const taken = await answerWithin(storageMs, takeFromAllowance(prisma, `endpoint ${endpointId}`, limit));
      return rates.map((_, place) => (place < taken.allowed ? 0 : taken.retryAfterSeconds));
    },
    bytesOf: () => 1,
    atOnce: 1,
    maxItems: mostWaiting,
    maxBytes: mostWaiting,
    maxWaitingBytes: mostWaiting,
  });
}
