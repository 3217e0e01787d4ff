import type { Context } from "../context.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import type { Suggestion } from "./schema.ts";
import { findSuggestion } from "./store.ts";

/** The suggestion an event led to, once it is stored; null before, and when the event leads to none. */
export async function describeSuggestion({
  ctx,
  input,
}: {
  ctx: Context;
  input: { eventId: string };
}): Promise<Suggestion | null> {
  const { suggestionId } = await findEvent(ctx, input.eventId);
  return suggestionId ? findSuggestion(ctx.platform.database.prisma, ctx.workspaceId, suggestionId) : null;
}
