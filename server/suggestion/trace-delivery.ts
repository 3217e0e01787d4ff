import type { Context } from "../context.ts";
import { findDelivery } from "../delivery/store.ts";
import { toDomainError } from "../errors.ts";
import { traced, tracing } from "../platform/tracing.ts";
import { findSuggestion } from "./store.ts";

/** Runs a part of a delivery's way as a span of the event whose reply it is; just runs it while tracing is off. */
export async function traceDelivery<T extends { outcome: string }>(
  { ctx, input }: { ctx: Context; input: { deliveryId: string; number: number } },
  work: () => Promise<T>,
): Promise<T> {
  if (!tracing()) return work();
  const { prisma } = ctx.platform.database;
  const delivery = await findDelivery(prisma, ctx.workspaceId, input.deliveryId);
  const suggestion = delivery && (await findSuggestion(prisma, ctx.workspaceId, delivery.suggestionId));
  if (!suggestion) return work();
  const attributes = { "firstline.delivery_id": input.deliveryId, "firstline.attempt": input.number };
  return traced({ eventId: suggestion.eventId, name: "attempt-delivery", attributes }, work, {
    learned: ({ outcome }) => ({ "firstline.outcome": outcome }),
    codeOf: (error) => toDomainError(error).code,
  });
}
