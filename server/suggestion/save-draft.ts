import type { Context } from "../context.ts";
import { changeConversation, lockContactsOf } from "../conversation/store.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { recordChange } from "../platform/changes.ts";
import type { Transaction } from "../platform/database.ts";
import { alreadyDecided } from "./rules.ts";
import type { Checks, Citation, Language } from "./schema.ts";
import { findSuggestion, insertSuggestion, newerSuggestionExists, supersedePending } from "./store.ts";

const overtakenReason = "A newer event superseded its suggestion.";

type CheckedDraft = {
  event: { id: string; endpointId: string; entity: string | undefined };
  conversationId: string;
  runId: string;
  playbook: { id: string; channelId: string | null };
  language: Language;
  model: string;
  retrievedCount: number;
  text: string;
  citations: Citation[];
  checks: Checks;
  provenance?: object;
  /** A suggestion that must still be pending: this one takes its place. */
  replaces?: string;
};

/**
 * Saves a checked draft as the conversation's pending suggestion, in one transaction with all it changes: older pending
 * suggestions about the same thing are superseded; a draft that a newer event overtook is saved as superseded itself.
 * Throws DomainError("already_decided") when the one it replaces is not pending any more.
 */
export async function saveDraft({
  ctx,
  input,
}: {
  ctx: Context;
  input: CheckedDraft;
}): Promise<{ suggestionId: string }> {
  const { event, playbook, replaces, ...draft } = input;
  const { workspaceId } = ctx;
  const { conversationId } = draft;
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    // One draft about a thing after the other: each sees what the one before it saved.
    await lockContactsOf(tx, workspaceId, { conversationId, entity: event.entity });
    const about = { eventId: event.id, conversationId, endpointId: event.endpointId, entity: event.entity };
    const overtaken = await newerSuggestionExists(tx, workspaceId, about);
    const stale = await supersedePending(tx, workspaceId, about);
    if (replaces && !stale.some(({ id }) => id === replaces))
      throw alreadyDecided((await findSuggestion(tx, workspaceId, replaces))?.status ?? "superseded");
    const { id: suggestionId } = await insertSuggestion(tx, {
      ...draft,
      workspaceId,
      eventId: event.id,
      playbookId: playbook.id,
      channelId: playbook.channelId,
      status: overtaken ? "superseded" : "pending",
      now: ctx.now(),
    });
    for (const other of stale) {
      if (other.eventId !== event.id)
        await setEventStatus(tx, { ctx, eventId: other.eventId, status: "done", reason: overtakenReason });
      if (other.conversationId !== conversationId) await settle(tx, ctx, other.conversationId, "open");
    }
    if (overtaken) {
      await setEventStatus(tx, {
        ctx,
        eventId: event.id,
        suggestionId,
        status: "done",
        reason: overtakenReason,
      });
    } else {
      await setEventStatus(tx, { ctx, eventId: event.id, suggestionId, status: "awaiting_review" });
      await settle(tx, ctx, conversationId, "awaiting_review");
    }
    await recordChange(tx, workspaceId, "suggestion", suggestionId);
    return { suggestionId };
  });
}

async function settle(
  tx: Transaction,
  ctx: Context,
  id: string,
  status: "open" | "awaiting_review",
): Promise<void> {
  await changeConversation(tx, ctx.workspaceId, id, { status, attention: null });
  await recordChange(tx, ctx.workspaceId, "conversation", id);
}
