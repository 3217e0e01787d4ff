import type { Context } from "../../context.ts";
import { DomainError, notFound } from "../../errors.ts";
import { finishDraft } from "../finish-draft.ts";
import { gatherMaterial } from "../gather-material.ts";
import { generateDraft } from "../generate-draft.ts";
import { showDraft } from "../model/show-draft.ts";
import { promptInput } from "../prompt-input.ts";
import { findSuggestion, findSuggestionOfRun } from "../store.ts";
import { findRewrite } from "./store.ts";

/**
 * Writes a draft anew, from the same passages and the same answers of tools: none is asked again. The new one is checked as
 * every draft is, and takes the place of the one it came from; where that was decided meanwhile nothing is saved.
 * Throws DomainError("not_found"), "conflict" when its playbook is gone, "model_unavailable" when the model fails.
 * @returns null where there was nothing left to write anew
 */
export async function rewriteSuggestion({
  ctx,
  input: { runId },
}: {
  ctx: Context;
  input: { runId: string };
}): Promise<{ suggestionId: string | null }> {
  const { workspaceId, platform } = ctx;
  const { prisma } = platform.database;
  const saved = await findSuggestionOfRun(prisma, workspaceId, runId);
  if (saved) return { suggestionId: saved.id };
  const rewrite = await findRewrite(prisma, workspaceId, runId);
  if (!rewrite) throw notFound("rewrite");
  const before = await findSuggestion(prisma, workspaceId, rewrite.suggestionId);
  if (before?.status !== "pending") return { suggestionId: null };
  const { eventId, conversationId, playbookId } = before;
  if (!playbookId) throw new DomainError("conflict", "The playbook of this draft was deleted.");

  const startedAt = performance.now();
  const material = await gatherMaterial({
    ctx,
    input: { eventId, conversationId, playbookId, runId: before.runId },
  });
  const forModel = {
    ...promptInput(material, { hasTools: false, allResults: true }),
    rewrite: { text: rewrite.text, instruction: rewrite.instruction },
  };
  const screen = showDraft({ ctx, input: { conversationId, runId } });
  const written = await generateDraft(platform.languageModel, forModel, {
    ...(platform.modelTimeoutMs && { timeoutMs: platform.modelTimeoutMs }),
    onText: (text) => screen.write(text),
  }).finally(() => screen.end());
  try {
    return await finishDraft({
      ctx,
      input: { material, forModel, runId, startedAt, written, replaces: before.id },
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === "already_decided") return { suggestionId: null };
    throw error;
  }
}
