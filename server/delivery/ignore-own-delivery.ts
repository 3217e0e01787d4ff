import { z } from "zod";
import type { Context } from "../context.ts";
import { readKeptPayload } from "../incoming-event/read-kept-payload.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { findAnswered } from "./find-answered.ts";
import { findDelivery } from "./store.ts";

const ownMessage = z.object({
  type: z.literal("message.send"),
  data: z.object({ delivery_id: z.uuid() }),
});

const reasons = {
  own: "It is a reply of our own, or a report on one, come back to us: answering it would go round in a circle.",
  automatic:
    "It answers a reply of ours, and says that no person wrote it: an absence notice, a bounce, a robot.",
};

/**
 * Ends an event that is nothing but a delivery of this workspace coming back in, or a machine's answer to one, so that no
 * reply answers a reply.
 * @returns whether it was one
 */
export async function ignoreOwnDelivery({
  ctx,
  input: { eventId },
}: {
  ctx: Context;
  input: { eventId: string };
}): Promise<boolean> {
  const { prisma } = ctx.platform.database;
  const { kind } = await findAnswered({ ctx, input: { eventId } });
  const why = kind === "own" || kind === "automatic" ? kind : (await isOwnPost(ctx, eventId)) ? "own" : null;
  if (!why) return false;
  await setEventStatus(prisma, { ctx, eventId, status: "ignored", reason: reasons[why] });
  return true;
}

/** What a webhook channel posted, forwarded back to an endpoint of ours. */
async function isOwnPost(ctx: Context, eventId: string): Promise<boolean> {
  const payload = await readKeptPayload({ ctx, input: { id: eventId } });
  const message = ownMessage.safeParse(payload?.body);
  if (!message.success) return false;
  const { delivery_id } = message.data.data;
  return (await findDelivery(ctx.platform.database.prisma, ctx.workspaceId, delivery_id)) !== null;
}
