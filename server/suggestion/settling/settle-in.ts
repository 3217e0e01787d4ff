import type { Context } from "../../context.ts";
import { changeConversation, forgetFailedDelivery } from "../../conversation/store.ts";
import { findDelivery } from "../../delivery/store.ts";
import { notFound } from "../../errors.ts";
import { recordChange } from "../../platform/changes.ts";
import type { Transaction } from "../../platform/database.ts";
import { markSuggestionSent } from "../store.ts";

/** Writes how a delivery stands into what led to it, in the caller's transaction: the suggestion and the conversation. */
export async function settleIn(
  tx: Transaction,
  { ctx: { workspaceId }, deliveryId }: { ctx: Context; deliveryId: string },
): Promise<void> {
  const delivery = await findDelivery(tx, workspaceId, deliveryId);
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
}
