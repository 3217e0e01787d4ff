import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { mayRetry } from "./rules.ts";
import { startRound } from "./start-round.ts";
import { findDelivery, lockDelivery } from "./store.ts";

/**
 * Tries a delivery anew at once, with the whole schedule before it. A receiver that took it before recognises the key.
 * @throws DomainError `not_found`; `already_decided` for one that was sent, is under way, or that a paused channel holds
 */
export async function retryDelivery({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    await lockDelivery(tx, ctx.workspaceId, input.id);
    const delivery = await findDelivery(tx, ctx.workspaceId, input.id);
    if (!delivery) throw notFound("delivery");
    if (!mayRetry(delivery, ctx.now()))
      throw new DomainError(
        "already_decided",
        "This delivery is through, under way, or waits for its channel.",
      );
    await startRound(tx, ctx, delivery.id);
    await recordAudit(tx, {
      ctx,
      action: "delivery.retry",
      subjectKind: "delivery",
      subjectId: delivery.id,
      before: { status: delivery.status },
    });
  });
}
