import type { Context } from "../context.ts";
import { isInNetworks } from "../endpoint/guards/is-in-networks.ts";
import { takeCall } from "../endpoint/guards/take-call.ts";
import type { ReceivingEndpoint } from "../endpoint/receiving/receiving-endpoint.ts";
import { DomainError } from "../errors.ts";
import { once } from "../platform/registry.ts";
import type { Arrival } from "./reception/arrival.ts";
import { countPending } from "./traffic/store.ts";

type Counted = { at: number; pending: Promise<number> };

const counts = once("pending-events", () => new Map<string, Counted>());
const freshMs = 1000;
const queueRetrySeconds = 10;

/**
 * What an endpoint guards itself with, before anything of the body is read. Throws DomainError("address_not_allowed"),
 * DomainError("rate_limited") with the seconds after which to come again.
 */
export async function checkGuards({
  ctx,
  input: { endpoint, arrival },
}: {
  ctx: Context;
  input: { endpoint: ReceivingEndpoint; arrival: Arrival };
}): Promise<void> {
  const { allowed_addresses, rate_per_minute, max_pending } = endpoint.guards;
  if (allowed_addresses && !isInNetworks(arrival.remoteAddress, allowed_addresses))
    throw new DomainError("address_not_allowed", "This address may not call this endpoint.");
  if (rate_per_minute) {
    const wait = await takeCall(ctx.platform.database, endpoint.id, rate_per_minute);
    if (wait > 0)
      throw new DomainError("rate_limited", `This endpoint takes ${rate_per_minute} calls a minute.`, {
        retryAfterSeconds: wait,
      });
  }
  if (max_pending && (await pendingOf(ctx, endpoint.id, max_pending)) >= max_pending)
    throw new DomainError("rate_limited", `More than ${max_pending} events are waiting to be handled.`, {
      retryAfterSeconds: queueRetrySeconds,
    });
}

/** Counted once a second and not beyond the limit. */
function pendingOf(ctx: Context, endpointId: string, limit: number): Promise<number> {
  const now = performance.now();
  const known = counts.get(endpointId);
  if (known && now - known.at < freshMs) return known.pending;
  const pending = countPending(ctx.platform.database.reception.prisma, endpointId, limit);
  counts.set(endpointId, { at: now, pending });
  pending.catch(() => counts.delete(endpointId));
  return pending;
}
