import type { Context } from "../context.ts";
import type { ConversationRow } from "../conversation/schema.ts";
import { findConversation, messagesWithContact } from "../conversation/store.ts";
import { notFound } from "../errors.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import type { IncomingEvent } from "../incoming-event/schema.ts";
import type { EventFields } from "../playbook/condition/event-fields.ts";
import { readEventFields } from "../playbook/read-event-fields.ts";
import type { Playbook } from "../playbook/schema.ts";
import { findPlaybook } from "../playbook/store.ts";
import { callsOfRun } from "../tool/calls/store.ts";
import type { ToolCall } from "../tool/schema.ts";
import { keepForRun } from "./keep-for-run.ts";
import { queryOfEvent, replyLanguage } from "./reply-language.ts";
import { retrieveForRun } from "./retrieve-for-run.ts";
import type { Language, NumberedPassage, Outcome } from "./schema.ts";

const passagesInPrompt = 5;
const earlierMessages = 10;
/** A retrieval query beyond this says nothing more; the prompt still carries the whole text up to its own limit. */
const longestQuery = 2000;
const longestText = 20_000;

export type DraftOf = { eventId: string; runId: string; conversationId: string; playbookId: string };

/** Everything a reply is drafted from and checked against. */
export type Material = {
  event: IncomingEvent;
  fields: EventFields | null;
  text: string;
  /** What was looked up: the text, or words of an event that has none. */
  question: string;
  language: Language;
  playbook: Playbook;
  conversation: ConversationRow;
  earlier: { direction: "inbound" | "outbound" | "note"; text: string }[];
  outcome: Outcome;
  retrievedCount: number;
  passages: NumberedPassage[];
  /** The run's tool calls so far, oldest first. */
  calls: ToolCall[];
};

/** A model's turns follow within moments; what an endpoint hides from now on must be gone by the next one. */
const kept = keepForRun<Omit<Material, "calls">>("material", 5_000);

/**
 * Reads the event, its conversation and playbook, retrieves, and collects what the run's tools answered. The steps of a run
 * that follow each other closely read all but the last only once.
 */
export async function gatherMaterial({ ctx, input }: { ctx: Context; input: DraftOf }): Promise<Material> {
  const { eventId, runId, conversationId, playbookId } = input;
  const of = { eventId, runId, conversationId, playbookId };
  const [lasting, calls] = await Promise.all([
    kept(ctx, of, () => readMaterial(ctx, of)),
    callsOfRun(ctx.platform.database.prisma, ctx.workspaceId, runId),
  ]);
  return { ...lasting, calls };
}

async function readMaterial(ctx: Context, input: DraftOf): Promise<Omit<Material, "calls">> {
  const { workspaceId, platform } = ctx;
  const { prisma } = platform.database;
  const [event, playbook, conversation] = await Promise.all([
    findEvent(ctx, input.eventId),
    findPlaybook(prisma, workspaceId, input.playbookId),
    findConversation(prisma, workspaceId, input.conversationId),
  ]);
  if (!playbook) throw notFound("playbook");
  if (!conversation) throw notFound("conversation");
  const text = (event.mapped.text ?? "").slice(0, longestText).toWellFormed();
  const earlierOnes = messagesWithContact(prisma, workspaceId, {
    contactId: conversation.contactId,
    exceptEventId: event.id,
    take: earlierMessages,
  });
  const [fields, earlier] = await Promise.all([readEventFields({ ctx, input: event }), earlierOnes]);
  const query = text.trim() === "" ? queryOfEvent(event.type, fields?.body) : text;
  const found = await retrieveForRun({
    ctx,
    input: {
      runId: input.runId,
      conversationId: input.conversationId,
      query: query.slice(0, longestQuery).toWellFormed(),
      filter: playbook.knowledgeFilter,
      limit: passagesInPrompt,
    },
  });
  const passages =
    found.outcome === "unknown"
      ? []
      : found.passages.map(
          ({ title, chunkId, documentId, versionId, text, start, score, internal }, index) => ({
            number: index + 1,
            documentTitle: title,
            ...{ chunkId, documentId, versionId, text, start, score, internal },
          }),
        );
  return {
    event,
    fields,
    text,
    question: query,
    language: replyLanguage({ text, body: fields?.body, contactName: conversation.contact.name }),
    playbook,
    conversation,
    earlier,
    outcome: found.outcome,
    retrievedCount: found.passages.length,
    passages,
  };
}
