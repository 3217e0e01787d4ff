import type { Context } from "../context.ts";
import { findConversation, messagesWithContact } from "../conversation/store.ts";
import { notFound } from "../errors.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { detectLanguage } from "../knowledge/detect-language.ts";
import { searchKnowledge } from "../knowledge/search-knowledge.ts";
import { findPlaybook } from "../playbook/store.ts";
import { checkDraft } from "./evidence/check-draft.ts";
import { generateDraft } from "./generate-draft.ts";
import { saveDraft } from "./save-draft.ts";
import type { NumberedPassage } from "./schema.ts";
import { findSuggestionOfRun } from "./store.ts";

const passagesInPrompt = 5;
const earlierMessages = 10;
/** A retrieval query beyond this says nothing more; the prompt still carries the whole text up to its own limit. */
const longestQuery = 2000;
const longestText = 20_000;

/**
 * Drafts the reply to an event: retrieve, generate, check every citation and claim, save. One run has one suggestion: a
 * repeated step answers the one it saved.
 * Throws DomainError("model_unavailable") when the model fails; the durable step tries again.
 */
export async function draftSuggestion({
  ctx,
  input,
}: {
  ctx: Context;
  input: { eventId: string; runId: string; conversationId: string; playbookId: string };
}): Promise<{ suggestionId: string }> {
  const { workspaceId, platform } = ctx;
  const { prisma } = platform.database;
  const saved = await findSuggestionOfRun(prisma, workspaceId, input.runId);
  if (saved) return { suggestionId: saved.id };

  const event = await findEvent(ctx, input.eventId);
  const playbook = await findPlaybook(prisma, workspaceId, input.playbookId);
  const conversation = await findConversation(prisma, workspaceId, input.conversationId);
  if (!playbook) throw notFound("playbook");
  if (!conversation) throw notFound("conversation");
  const text = (event.mapped.text ?? "").slice(0, longestText).toWellFormed();
  const earlier = await messagesWithContact(prisma, workspaceId, {
    contactId: conversation.contactId,
    exceptEventId: event.id,
    take: earlierMessages,
  });

  const found = await searchKnowledge({
    ctx,
    input: {
      query: text.slice(0, longestQuery).toWellFormed(),
      filter: playbook.knowledgeFilter,
      limit: passagesInPrompt,
    },
  });
  const passages: NumberedPassage[] =
    found.outcome === "unknown"
      ? []
      : found.passages.map(({ title, chunkId, documentId, versionId, text, start, score }, index) => ({
          number: index + 1,
          documentTitle: title,
          chunkId,
          documentId,
          versionId,
          text,
          start,
          score,
        }));

  const language = detectLanguage(text);
  const draft = await generateDraft(platform.languageModel, {
    language,
    outcome: found.outcome,
    instruction: playbook.instruction,
    event: { type: event.type, text, occurredAt: event.occurredAt },
    contactName: conversation.contact.name,
    earlier,
    passages,
  });
  const checked = checkDraft({
    draft,
    outcome: found.outcome,
    passages,
    facts: [text, JSON.stringify(event.mapped), playbook.instruction, conversation.contact.name ?? ""],
  });

  return saveDraft({
    ctx,
    input: {
      event: { id: event.id, endpointId: event.endpoint.id, entity: event.mapped.entity },
      conversationId: conversation.id,
      runId: input.runId,
      playbook: { id: playbook.id, channelId: playbook.channelId },
      language,
      model: platform.languageModel.modelId,
      retrievedCount: found.passages.length,
      ...checked,
    },
  });
}
