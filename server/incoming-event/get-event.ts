import type { Context } from "../context.ts";
import { findEvent } from "./find-event.ts";
import type { IncomingEvent, TimelineEntry } from "./schema.ts";
import { readTimeline } from "./store.ts";

/** An event with every attempt of its runs' steps, oldest first. Throws DomainError("not_found"). */
export async function getEvent({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: { id: string };
}): Promise<IncomingEvent & { timeline: TimelineEntry[] }> {
  const event = await findEvent(ctx, id);
  const timeline = await readTimeline(ctx.platform.database.prisma, ctx.workspaceId, id);
  return { ...event, timeline };
}
