import type { Context } from "../context.ts";
import { channelTowards } from "../delivery/answers/store.ts";
import { meters } from "../platform/meters.ts";
import { buildPrompt } from "./build-prompt.ts";
import { compose } from "./composer/compose.ts";
import { checkDraft } from "./evidence/check-draft.ts";
import { type DraftOf, gatherMaterial, type Material } from "./gather-material.ts";
import { generateDraft, requireDraft } from "./generate-draft.ts";
import { showDraft } from "./model/show-draft.ts";
import { composerInput, promptInput } from "./prompt-input.ts";
import { saveDraft } from "./save-draft.ts";
import { findSuggestionOfRun } from "./store.ts";
import { fieldFacts } from "./template-facts.ts";

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
  const isComposer = languageModel.provider === "firstline";
  const screen = showDraft({ ctx, input });
  const { text: draft, isWhole } =
    written !== undefined
      ? { ...written, text: requireDraft(languageModel.modelId, written.text) }
      : await generateDraft(languageModel, forModel, {
          material: forComposer,
          ...(modelTimeoutMs && { timeoutMs: modelTimeoutMs }),
          onText: (text) => screen.write(text),
        }).finally(() => screen.end());
  const composed = isComposer ? compose(forComposer) : null;
  const { event, playbook, conversation, passages, outcome } = material;
  const checked = checkDraft({
    draft,
    outcome,
    passages,
    facts: knownTexts(material),
    fields: fieldFacts(material),
    language: material.language,
    ownWords: isComposer,
    isWhole,
    byTemplate: composed?.byTemplate ?? false,
    templateGaps: composed?.gaps ?? 0,
    toolsFailed: material.calls.filter(({ status }) => status === "failed").map(({ name }) => name),
  });
  const { passed } = checked.checks;
  meters().drafts.observe({ outcome, passed: String(passed) }, (performance.now() - startedAt) / 1000);
  return saveDraft({
    ctx,
    input: {
      event: { id: event.id, endpointId: event.endpoint.id, entity: event.mapped.entity },
      conversationId: conversation.id,
      runId: input.runId,
      playbook: { id: playbook.id, channelId: await channelOf(ctx, material) },
      language: material.language,
      model: languageModel.modelId,
      retrievedCount: material.retrievedCount,
      ...(!isComposer && {
        provenance: {
          provider: languageModel.provider,
          playbookVersion: playbook.version,
          ...buildPrompt(forModel),
        },
      }),
      ...checked,
    },
  });
}

/**
 * An answer goes back the way it came, unless the playbook is made for this endpoint and names a channel; what is no answer
 * goes by the playbook's.
 */
async function channelOf(ctx: Context, { event, playbook, conversation }: Material): Promise<string | null> {
  if (playbook.endpointId !== null && playbook.channelId !== null) return playbook.channelId;
  const { prisma } = ctx.platform.database;
  const towards = { conversationId: conversation.id, source: event.endpoint.source };
  return (await channelTowards(prisma, ctx.workspaceId, towards)) ?? playbook.channelId;
}

/** Texts that a claim may rest on beside the passages and the single values. */
function knownTexts({ text, event, playbook, conversation }: Material): string[] {
  return [
    text,
    JSON.stringify(event.mapped),
    playbook.instruction,
    playbook.replyTemplate ?? "",
    conversation.contact.name ?? "",
  ];
}
