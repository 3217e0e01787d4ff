import { once } from "../../platform/registry.ts";

type Bucket = { tokens: number; at: number };

const buckets = once("endpoint-rates", () => new Map<string, Bucket>());
const mostBuckets = 10_000;

/**
 * Takes one call from an endpoint's allowance, which fills up evenly: as many at once as a minute allows, then one every
 * 60 s / rate. In this process alone: reception asks nobody before it knows whether it may ask at all.
 * @returns 0 when it may go on, else after how many seconds to try again
 */
export function takeCall(endpointId: string, ratePerMinute: number, nowMs: number): number {
  const perMs = ratePerMinute / 60_000;
  const bucket = buckets.get(endpointId) ?? { tokens: ratePerMinute, at: nowMs };
  const tokens = Math.min(ratePerMinute, bucket.tokens + Math.max(0, nowMs - bucket.at) * perMs);
  if (buckets.size >= mostBuckets && !buckets.has(endpointId)) buckets.clear();
  const allowed = tokens >= 1;
  buckets.set(endpointId, { tokens: allowed ? tokens - 1 : tokens, at: nowMs });
  return allowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000));
}
