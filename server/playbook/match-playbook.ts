import type { Context } from "../context.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { readEventFields } from "./read-event-fields.ts";
import { choosePlaybook } from "./rules.ts";
import type { Autonomy } from "./schema.ts";
import { allPlaybooks } from "./store.ts";

type Match = { playbookId: string; autonomy: Autonomy; hasTools: boolean };

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
}): Promise<Match | { playbookId: null; autonomy: null; hasTools: false }> {
  const { prisma } = ctx.platform.database;
  const event = await findEvent(ctx, input.eventId);
  const playbooks = await allPlaybooks(prisma, ctx.workspaceId);
  const match = choosePlaybook(playbooks, {
    endpointId: event.endpoint.id,
    type: event.type,
    text: event.mapped.text,
    receivedAt: event.receivedAt,
    fields: playbooks.some(({ condition }) => condition)
      ? await readEventFields({ ctx, input: event })
      : null,
  });
  if (match.playbook) {
    const { id, autonomy, toolIds } = match.playbook;
    return { playbookId: id, autonomy, hasTools: toolIds.length > 0 };
  }
  const reason =
    match.misses.length > 0 ? `No playbook serves it. ${match.misses.join("; ")}.` : "There is no playbook.";
  await setEventStatus(prisma, { ctx, eventId: event.id, status: "ignored", reason: reason.slice(0, 4000) });
  return { playbookId: null, autonomy: null, hasTools: false };
}
