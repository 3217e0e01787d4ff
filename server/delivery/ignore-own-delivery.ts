import { z } from "zod";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { readEventPayload } from "../incoming-event/read-event-payload.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { findDelivery } from "./store.ts";

const ownMessage = z.object({
  type: z.literal("message.send"),
  data: z.object({ delivery_id: z.uuid() }),
});

/**
 * Ends an event that is nothing but a delivery of this workspace coming back in, so that no reply answers a reply.
 * @returns whether it was one
 */
export async function ignoreOwnDelivery({
  ctx,
  input: { eventId },
}: {
  ctx: Context;
  input: { eventId: string };
}): Promise<boolean> {
  const payload = await readEventPayload({ ctx, input: { id: eventId } }).catch((error) => {
    if (error instanceof DomainError && error.status < 500) return null;
    throw error;
  });
  const message = ownMessage.safeParse(payload?.body);
  if (!message.success) return false;
  const { prisma } = ctx.platform.database;
  const delivery = await findDelivery(prisma, ctx.workspaceId, message.data.data.delivery_id);
  if (!delivery) return false;
  const reason = "It is a reply of our own, delivered back to us: answering it would go round in a circle.";
  await setEventStatus(prisma, { ctx, eventId, status: "ignored", reason });
  return true;
}
