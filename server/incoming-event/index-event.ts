import type { Context } from "../context.ts";
import { redactionOf } from "../endpoint/redaction/redaction.ts";
import { readEventRequest } from "./calls/store.ts";
import { findEvent } from "./find-event.ts";
import { hideInMapped, indexOf } from "./redaction/hide-in-event.ts";
import { redactCall } from "./redaction/redact-call.ts";
import { replaceMapped } from "./redaction/store.ts";
import { insertSearchRow } from "./search/store.ts";

/**
 * Lets an event be found by the words of its body and of what was read from it, without what its endpoint hides. It is a
 * step of the run, not of reception, which it would slow down; done again it changes nothing. Throws DomainError("not_found").
 */
export async function indexEvent({
  ctx,
  input: { eventId },
}: {
  ctx: Context;
  input: { eventId: string };
}): Promise<void> {
  const { prisma } = ctx.platform.database;
  const { workspaceId } = ctx;
  const event = await findEvent(ctx, eventId);
  const request = await readEventRequest(prisma, workspaceId, eventId);
  const hidden = request && redactCall(request, redactionOf(request));
  // Fields that were hidden after it arrived.
  const mapped = hideInMapped(event.mapped, hidden);
  if (mapped !== event.mapped) await replaceMapped(prisma, workspaceId, eventId, mapped);
  await insertSearchRow(prisma, {
    workspaceId,
    eventId,
    vector: indexOf({ ...event, mapped }, request, hidden),
    redaction: hidden?.fields ?? null,
  });
}
