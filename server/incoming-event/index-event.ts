import type { Context } from "../context.ts";
import { findEvent } from "./find-event.ts";
import { insertSearchRow } from "./search/store.ts";
import { searchableText, vectorOf } from "./search/terms.ts";
import { readEventRequest } from "./store.ts";

/**
 * Lets an event be found by the words of its body and of what was read from it. It is a step of the run, not of reception,
 * which it would slow down; done again it changes nothing. Throws DomainError("not_found").
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
  const vector = vectorOf(searchableText(event, request?.body ?? null));
  await insertSearchRow(prisma, { workspaceId, eventId, vector });
}
