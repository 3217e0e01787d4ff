import type { Context } from "../context.ts";
import { settleIn } from "./settling/settle-in.ts";

/**
 * Writes a delivery's end into what led to it: a reply that left (or was caught) makes the suggestion sent; one that
 * could not be delivered, or of which nobody knows, brings the conversation back to an agent, and one that arrived after
 * all takes it off their list.
 */
export async function settleDelivery({
  ctx,
  input: { deliveryId },
}: {
  ctx: Context;
  input: { deliveryId: string };
}): Promise<void> {
  await ctx.platform.database.prisma.$transaction((tx) => settleIn(tx, { ctx, deliveryId }));
}
