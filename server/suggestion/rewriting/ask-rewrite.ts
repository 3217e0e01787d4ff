import type { z } from "zod";
import type { Context } from "../../context.ts";
import { DomainError, notFound } from "../../errors.ts";
import { insertRun } from "../../incoming-event/store.ts";
import { recordChange } from "../../platform/changes.ts";
import { newId } from "../../platform/ids.ts";
import { addToOutbox } from "../../platform/outbox.ts";
import { alreadyDecided } from "../rules.ts";
import { findSuggestion } from "../store.ts";
import { isUnderWay } from "./rules.ts";
import { rewriteRequest } from "./schema.ts";
import { insertRewrite, newestRewrite } from "./store.ts";

/**
 * Has the model write a pending draft anew, as an agent asks: a run of its own, whose suggestion takes the draft's place.
 * Throws DomainError("not_found"), "already_decided" when it is not pending any more, and "conflict" without a model or
 * while the draft is being written anew already.
 */
export async function askRewrite({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof rewriteRequest>;
}): Promise<{ runId: string }> {
  const { id: suggestionId, instruction, text } = rewriteRequest.parse(input);
  const { workspaceId, platform } = ctx;
  const runId = newId();
  const createdAt = ctx.now();
  await platform.database.prisma.$transaction(async (tx) => {
    const suggestion = await findSuggestion(tx, workspaceId, suggestionId);
    if (!suggestion) throw notFound("suggestion");
    if (suggestion.status !== "pending") throw alreadyDecided(suggestion.status);
    if (!platform.settings.model)
      throw new DomainError(
        "conflict",
        "Without a model drafts are put together from passages, not written.",
      );
    const last = await newestRewrite(tx, workspaceId, suggestionId);
    if (last && isUnderWay(last, createdAt))
      throw new DomainError("conflict", "This draft is being written anew already.");
    const { eventId, conversationId } = suggestion;
    await insertRun(tx, { workspaceId, id: runId, eventId, cause: "rewrite", createdAt });
    await insertRewrite(tx, workspaceId, {
      id: runId,
      suggestionId,
      instruction,
      text: text ?? suggestion.text,
      askedBy: ctx.actor,
      createdAt,
    });
    await addToOutbox(tx, { name: "suggestion/rewrite-asked", data: { workspaceId, eventId, runId } });
    await recordChange(tx, workspaceId, "conversation", conversationId);
  });
  return { runId };
}
