import type { Context } from "../context.ts";
import { noteReceipt } from "../delivery/note-receipt.ts";
import { settleIn } from "./settling/settle-in.ts";

/**
 * Takes an event that is a provider's report on a reply, with all that follows: one that failed brings its conversation back
 * to an agent, one that arrived takes it off their list.
 * @returns whether it was one
 */
export function takeReceipt({
  ctx,
  input: { eventId },
}: {
  ctx: Context;
  input: { eventId: string };
}): Promise<boolean> {
  return noteReceipt({
    ctx,
    input: { eventId, settle: (tx, deliveryId) => settleIn(tx, { ctx, deliveryId }) },
  });
}
