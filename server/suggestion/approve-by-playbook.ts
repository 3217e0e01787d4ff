import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { readRunCause, writeWaitingReason } from "../incoming-event/store.ts";
import { worksAt } from "../playbook/rules.ts";
import { findPlaybook } from "../playbook/store.ts";
import { readAutoSend } from "../workspace/store.ts";
import { approveSuggestion } from "./approve-suggestion.ts";
import { reasonAgainstAutoApproval } from "./rules.ts";
import { findSuggestion } from "./store.ts";

/**
 * Approves a suggestion in a playbook's name, where its autonomy and every check allow it; all of it is read anew here.
 * @returns the delivery, or null when a person has to decide; the event then says why
 */
export async function approveByPlaybook({
  ctx,
  input,
}: {
  ctx: Context;
  input: { suggestionId: string; playbookId: string; runId: string };
}): Promise<{ deliveryId: string | null }> {
  const { prisma } = ctx.platform.database;
  const { workspaceId } = ctx;
  const suggestion = await findSuggestion(prisma, workspaceId, input.suggestionId);
  const playbook = await findPlaybook(prisma, workspaceId, input.playbookId);
  if (!suggestion || !playbook) throw notFound(suggestion ? "playbook" : "suggestion");
  const event = await findEvent(ctx, suggestion.eventId);
  const reason = reasonAgainstAutoApproval({
    autonomy: playbook.autonomy,
    autoSend: await readAutoSend(prisma, workspaceId),
    withinHours: worksAt(playbook, ctx.now()),
    cause: await readRunCause(prisma, workspaceId, input.runId),
    verified: event.verified,
    suggestion,
  });
  const waits = async (why: string) => {
    if (playbook.autonomy === "auto")
      await writeWaitingReason(prisma, workspaceId, event.id, `Not sent by itself: ${why}.`);
    return { deliveryId: null };
  };
  if (reason) return waits(reason);
  try {
    return await approveSuggestion({
      ctx: { ...ctx, actor: { kind: "playbook", id: playbook.id } },
      input: { id: suggestion.id },
    });
  } catch (error) {
    // The newer event has a run of its own, whose draft takes this one's place.
    if (error instanceof DomainError && error.code === "newer_event")
      return waits("a newer event about the same thing arrived");
    throw error;
  }
}
