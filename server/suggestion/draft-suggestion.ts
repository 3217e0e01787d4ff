import type { Context } from "../context.ts";
import { finishDraft } from "./finish-draft.ts";
import { type DraftOf, gatherMaterial } from "./gather-material.ts";
import { generateDraft, requireDraft } from "./generate-draft.ts";
import { showDraft } from "./model/show-draft.ts";
import { composerInput, promptInput } from "./prompt-input.ts";
import { findSuggestionOfRun } from "./store.ts";

/**
 * Drafts the reply to an event: retrieve, generate, check every citation and claim, save. One run has one suggestion: a
 * repeated step answers the one it saved.
 * Throws DomainError("model_unavailable") when the model fails; the durable step tries again.
 * @param input.draft what a model wrote after asking its tools; left out, the model is asked here
 */
export async function draftSuggestion({
  ctx,
  input: { draft: written, ...input },
}: {
  ctx: Context;
  input: DraftOf & { draft?: { text: string; isWhole: boolean } };
}): Promise<{ suggestionId: string }> {
  const { languageModel, database, modelTimeoutMs } = ctx.platform;
  const saved = await findSuggestionOfRun(database.prisma, ctx.workspaceId, input.runId);
  if (saved) return { suggestionId: saved.id };

  const startedAt = performance.now();
  const material = await gatherMaterial({ ctx, input });
  const forModel = promptInput(material, { hasTools: false });
  const forComposer = composerInput(material);
  const screen = showDraft({ ctx, input });
  const { text: draft, isWhole } =
    written !== undefined
      ? { ...written, text: requireDraft(languageModel.modelId, written.text) }
      : await generateDraft(languageModel, forModel, {
          material: forComposer,
          ...(modelTimeoutMs && { timeoutMs: modelTimeoutMs }),
          onText: (text) => screen.write(text),
        }).finally(() => screen.end());
  return finishDraft({
    ctx,
    input: { material, forModel, runId: input.runId, startedAt, written: { text: draft, isWhole } },
  });
}
