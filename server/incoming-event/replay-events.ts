import { z } from "zod";
import type { Context } from "../context.ts";
import { replayEvent } from "./replay-event.ts";
import { eventStatuses } from "./schema.ts";
import { pageOfEvents } from "./store.ts";

export const replayEventsInput = z.strictObject({
  endpoint: z.uuid(),
  type: z.string().max(200).optional(),
  status: z.enum(eventStatuses).optional(),
  /** At most so many in one call, newest first. */
  limit: z.number().int().min(1).max(100).default(20),
  /** Goes on where the last call ended: its `next`. */
  before: z.uuid().optional(),
});

/**
 * Sends a filtered set of events through once more, a page at a time, so that whoever asks can show how far it is. What
 * arrives or changes its status meanwhile is newer than where the next page begins, so none is replayed twice. `redacted`: of
 * how many the redacted values were no longer there.
 */
export async function replayEvents({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof replayEventsInput>;
}): Promise<{ replayed: number; redacted: number; next: string | null }> {
  const { endpoint: endpointId, type, status, limit, before } = replayEventsInput.parse(input);
  const filter = { endpointId, ...(type && { type }), ...(status && { status }) };
  const { prisma } = ctx.platform.database;
  const events = await pageOfEvents(prisma, ctx.workspaceId, filter, { beforeId: before, take: limit });
  let redacted = 0;
  for (const { id } of events) if ((await replayEvent({ ctx, input: { id } })).redacted) redacted++;
  return { replayed: events.length, redacted, next: events.length === limit ? events.at(-1)!.id : null };
}
