import type { Context } from "../context.ts";
import { channelTowards } from "../delivery/answers/store.ts";
import { meters } from "../platform/meters.ts";
import { buildPrompt, type PromptInput } from "./build-prompt.ts";
import { compose } from "./composer/compose.ts";
import { checkDraft } from "./evidence/check-draft.ts";
import type { Material } from "./gather-material.ts";
import { composerInput } from "./prompt-input.ts";
import { saveDraft } from "./save-draft.ts";
import { fieldFacts } from "./template-facts.ts";

type Finished = {
  material: Material;
  forModel: PromptInput;
  runId: string;
  /** performance.now() when the draft was begun. */
  startedAt: number;
  written: { text: string; isWhole: boolean };
  /** The suggestion it takes the place of: decided meanwhile, nothing is saved. */
  replaces?: string;
};

/**
 * Checks every citation and claim of what was written, and saves it as the conversation's pending suggestion.
 * Throws DomainError("already_decided") when the one it replaces is not pending any more.
 */
export async function finishDraft({
  ctx,
  input,
}: {
  ctx: Context;
  input: Finished;
}): Promise<{ suggestionId: string }> {
  const { material, forModel, runId, startedAt, written, replaces } = input;
  const { languageModel } = ctx.platform;
  const { event, playbook, conversation, passages, outcome } = material;
  const isComposer = languageModel.provider === "firstline";
  const composed = isComposer ? compose(composerInput(material)) : null;
  const checked = checkDraft({
    draft: written.text,
    isWhole: written.isWhole,
    outcome,
    passages,
    facts: [...knownTexts(material), forModel.rewrite?.instruction ?? ""],
    fields: fieldFacts(material),
    language: material.language,
    ownWords: isComposer,
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
      runId,
      playbook: { id: playbook.id, channelId: await channelOf(ctx, material) },
      language: material.language,
      model: languageModel.modelId,
      retrievedCount: material.retrievedCount,
      ...(replaces && { replaces }),
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
