import type { Context } from "../context.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { choosePlaybook } from "./rules.ts";
import type { Autonomy } from "./schema.ts";
import { allPlaybooks } from "./store.ts";

/**
 * Chooses the playbook that serves an event. When none does, the event is ignored, and the clause each one failed is
 * written down with it.
 */
export async function matchPlaybook({
  ctx,
  input,
}: {
  ctx: Context;
  input: { eventId: string };
}): Promise<{ playbookId: string; autonomy: Autonomy } | { playbookId: null; autonomy: null }> {
  const { prisma } = ctx.platform.database;
  const event = await findEvent(ctx, input.eventId);
  const match = choosePlaybook(await allPlaybooks(prisma, ctx.workspaceId), {
    endpointId: event.endpoint.id,
    type: event.type,
    text: event.mapped.text,
  });
  if (match.playbook) return { playbookId: match.playbook.id, autonomy: match.playbook.autonomy };
  const reason =
    match.misses.length > 0 ? `No playbook serves it. ${match.misses.join("; ")}.` : "There is no playbook.";
  await setEventStatus(prisma, { ctx, eventId: event.id, status: "ignored", reason });
  return { playbookId: null, autonomy: null };
}
