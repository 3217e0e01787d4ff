import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { changeConversation } from "../conversation/store.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { mayCancel } from "./rules.ts";
import { changeDelivery, findDelivery, lockDelivery } from "./store.ts";

/**
 * Keeps a reply that waits from being sent; its conversation comes back to an agent. Trying it anew undoes this.
 * @throws DomainError `not_found`; `already_decided` for one that was sent, failed, or is under way
 */
export async function cancelDelivery({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  const { workspaceId } = ctx;
  const { id } = input;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    await lockDelivery(tx, workspaceId, id);
    const delivery = await findDelivery(tx, workspaceId, id);
    if (!delivery) throw notFound("delivery");
    if (!mayCancel(delivery.status))
      throw new DomainError("already_decided", "This delivery is through or under way.");
    const { round, conversationId } = delivery;
    const changes = { status: "cancelled", nextAttemptAt: null, round: round + 1, now: ctx.now() } as const;
    await changeDelivery(tx, workspaceId, id, changes);
    await changeConversation(tx, workspaceId, conversationId, {
      status: "open",
      attention: "delivery_failed",
      unread: true,
      snoozedUntil: null,
    });
    await recordAudit(tx, {
      ctx,
      action: "delivery.cancel",
      subjectKind: "delivery",
      subjectId: id,
      before: { status: delivery.status },
    });
    await recordChange(tx, workspaceId, "delivery", id);
    await recordChange(tx, workspaceId, "conversation", conversationId);
  });
}
