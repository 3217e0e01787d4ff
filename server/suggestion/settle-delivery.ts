import type { Context } from "../context.ts";
import { changeConversation, forgetFailedDelivery } from "../conversation/store.ts";
import { findDelivery } from "../delivery/store.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { markSuggestionSent } from "./store.ts";

/**
 * Writes a delivery's end into what led to it: a reply that left (or was caught) makes the suggestion sent; one that
 * could not be delivered, or of which nobody knows, brings the conversation back to an agent, and one that arrived after
 * all takes it off their list.
 */
export async function settleDelivery({
  ctx,
  input,
}: {
  ctx: Context;
  input: { deliveryId: string };
}): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const delivery = await findDelivery(tx, workspaceId, input.deliveryId);
    if (!delivery) throw notFound("delivery");
    if (delivery.status === "failed" || delivery.status === "unknown")
      await changeConversation(tx, workspaceId, delivery.conversationId, {
        status: "open",
        attention: delivery.status === "failed" ? "delivery_failed" : "delivery_unknown",
        unread: true,
        snoozedUntil: null,
      });
    else {
      await markSuggestionSent(tx, workspaceId, delivery.suggestionId);
      await forgetFailedDelivery(tx, workspaceId, delivery.conversationId);
    }
    await recordChange(tx, workspaceId, "suggestion", delivery.suggestionId);
    await recordChange(tx, workspaceId, "conversation", delivery.conversationId);
  });
}
