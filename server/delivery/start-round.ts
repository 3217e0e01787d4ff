import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import type { Transaction } from "../platform/database.ts";
import { addToOutbox } from "../platform/outbox.ts";
import { beginRound } from "./store.ts";

/** Has a delivery tried anew from now, in the caller's transaction; whatever still slept over it wakes to nothing. */
export async function startRound(
  tx: Transaction,
  ctx: Pick<Context, "workspaceId" | "now">,
  deliveryId: string,
): Promise<void> {
  const { workspaceId } = ctx;
  const { round, before, channelId } = await beginRound(tx, workspaceId, deliveryId, ctx.now());
  await addToOutbox(tx, {
    name: "delivery/retried",
    data: { workspaceId, deliveryId, channelId, round, before },
  });
  await recordChange(tx, workspaceId, "delivery", deliveryId);
}
