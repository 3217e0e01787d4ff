import type { Context } from "../context.ts";
import { findEvent } from "./find-event.ts";
import type { EventRun, IncomingEvent, TimelineEntry } from "./schema.ts";
import { readRuns, readTimeline } from "./timeline/store.ts";

/** An event with its runs and every attempt of its runs' steps, oldest first. Throws DomainError("not_found"). */
export async function getEvent({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: { id: string };
}): Promise<IncomingEvent & { runs: EventRun[]; timeline: TimelineEntry[] }> {
  const event = await findEvent(ctx, id);
  const { prisma } = ctx.platform.database;
  const runs = await readRuns(prisma, ctx.workspaceId, id);
  const timeline = await readTimeline(prisma, ctx.workspaceId, id);
  return { ...event, runs, timeline };
}
