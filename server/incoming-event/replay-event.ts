import type { Context } from "../context.ts";
import { newId } from "../platform/ids.ts";
import { addToOutbox } from "../platform/outbox.ts";
import { isRedacted } from "./redaction/store.ts";
import { setEventStatus } from "./set-event-status.ts";
import { insertRun } from "./store.ts";

/**
 * Sends an event through once more: same bytes, same key, a new run marked as a replay.
 * Of a call whose redacted values are no longer kept, what is left. Throws DomainError("not_found").
 */
export async function replayEvent({
  ctx,
  input: { id: eventId },
}: {
  ctx: Context;
  input: { id: string };
}): Promise<{ runId: string; redacted: boolean }> {
  const { workspaceId } = ctx;
  const runId = newId();
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    await setEventStatus(tx, { ctx, eventId, status: "accepted" });
    await insertRun(tx, { workspaceId, id: runId, eventId, cause: "replay", createdAt: ctx.now() });
    await addToOutbox(tx, { name: "incoming-event/accepted", data: { workspaceId, eventId, runId } });
  });
  return { runId, redacted: await isRedacted(ctx.platform.database.prisma, workspaceId, eventId) };
}
