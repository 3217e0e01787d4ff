import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { readRunCause } from "../incoming-event/store.ts";
import { findPlaybook } from "../playbook/store.ts";
import { readAutoSend } from "../workspace/store.ts";
import { approveSuggestion } from "./approve-suggestion.ts";
import { reasonAgainstAutoApproval } from "./rules.ts";
import { findSuggestion } from "./store.ts";

/**
 * Approves a suggestion in a playbook's name, where its autonomy and every check allow it; all of it is read anew here.
 * @returns the delivery, or null when a person has to decide
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
    cause: await readRunCause(prisma, workspaceId, input.runId),
    verified: event.verified,
    suggestion,
  });
  if (reason) return { deliveryId: null };
  return approveSuggestion({
    ctx: { ...ctx, actor: { kind: "playbook", id: playbook.id } },
    input: { id: suggestion.id },
  });
}
