import type { Context } from "../context.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { handOverConversation } from "./hand-over-conversation.ts";

/**
 * What is left to do when a run has used up its retries: an event that an agent already has stays with them, one with a
 * conversation is handed over, and one that never got that far is marked failed.
 */
export async function giveUpOnEvent({
  ctx,
  input,
}: {
  ctx: Context;
  input: { eventId: string; reason: string };
}): Promise<void> {
  const { eventId, reason } = input;
  const event = await findEvent(ctx, eventId);
  if (event.status === "awaiting_review" || event.status === "done") return;
  if (event.conversationId)
    await handOverConversation({
      ctx,
      input: { eventId, conversationId: event.conversationId, attention: "failed", reason },
    });
  else await setEventStatus(ctx.platform.database.prisma, { ctx, eventId, status: "failed", reason });
}
