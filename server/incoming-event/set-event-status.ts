import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { Transaction } from "../platform/database.ts";
import type { EventStatus } from "./schema.ts";
import { writeEventStatus } from "./store.ts";

/**
 * Moves an event on and tells the screens; takes the client itself or a transaction (it is one statement). The reason is
 * replaced, a conversation or suggestion left out stays. Throws DomainError("not_found").
 */
export async function setEventStatus(
  tx: Transaction,
  input: {
    ctx: Pick<Context, "workspaceId">;
    eventId: string;
    status: EventStatus;
    reason?: string;
    conversationId?: string;
    suggestionId?: string;
  },
): Promise<void> {
  const { ctx, eventId, reason = null, ...set } = input;
  if (!(await writeEventStatus(tx, ctx.workspaceId, eventId, { ...set, reason }))) throw notFound("event");
}
