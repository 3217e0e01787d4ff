import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import {
  changeConversation,
  countMessagesAfter,
  findConversation,
  insertMessage,
} from "../conversation/store.ts";
import { claimUnassigned, lockTriageStates } from "../conversation/triage/store.ts";
import type { DeliveryPayload } from "../delivery/schema.ts";
import { insertDelivery } from "../delivery/store.ts";
import { DomainError, notFound } from "../errors.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { saveVerdict } from "../knowledge/asked/store.ts";
import { recordChange } from "../platform/changes.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { addToOutbox } from "../platform/outbox.ts";
import { newerEvents } from "./newer/store.ts";
import { alreadyDecided, onStaleGround } from "./rules.ts";
import { approval } from "./schema.ts";
import { decidePending, findSuggestion } from "./store.ts";
import { wordReply } from "./word-reply.ts";

/**
 * Approves a pending suggestion, as drafted or with the agent's text, and puts the reply on its way: the decision, the
 * delivery and its outbox row are one transaction. The same verb serves a click, the API and a playbook.
 * Throws DomainError("already_decided") when it is not pending any more, "unseen_message" when something was written that the
 * agent had not seen, and "newer_event" when something happened since that the draft does not know of.
 */
export async function approveSuggestion({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof approval>;
}): Promise<{ deliveryId: string }> {
  const { id, text, seenMessageId, seenEventId } = approval.parse(input);
  const { workspaceId } = ctx;
  const worded = await wordBeforehand(ctx, { id, text });
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const now = ctx.now();
    const suggestion = await findSuggestion(tx, workspaceId, id);
    if (!suggestion) throw notFound("suggestion");
    const finalText = text ?? suggestion.text;
    const decided = await decidePending(tx, workspaceId, id, {
      status: "approved",
      finalText,
      decidedBy: ctx.actor,
      decidedAt: now,
    });
    if (!decided) throw alreadyDecided(suggestion.status);

    if (ctx.actor.kind === "user" && !suggestion.checks.abstained)
      await saveVerdict(tx, { workspaceId, runId: suggestion.runId }, text === undefined ? "sent" : "edited");
    const conversation = await findConversation(tx, workspaceId, suggestion.conversationId);
    if (!conversation) throw notFound("conversation");
    if (seenMessageId !== undefined)
      await refuseUnseen(tx, { workspaceId, conversationId: conversation.id, messageId: seenMessageId });
    const [newer] = await newerEvents(tx, workspaceId, { eventId: suggestion.eventId, seenEventId });
    if (newer) throw onStaleGround(newer, conversation.entity ?? "");
    const deliveryId = newId();
    const { channelId } = suggestion;
    const { externalId, name, email, phone } = conversation.contact;
    const payload: DeliveryPayload = {
      type: "message.send",
      timestamp: now.toISOString(),
      data: {
        delivery_id: deliveryId,
        conversation_id: conversation.id,
        contact: { id: conversation.contactId, external_id: externalId, name, email, phone },
        text: worded ?? finalText,
        citations: suggestion.citations
          // The agent may have taken a sentence out: its evidence goes with it.
          .filter((citation) => finalText.includes(citation.sentence))
          .map(({ sentence, source, documentId, documentTitle, quote, start, end }) => ({
            sentence,
            source,
            document_id: documentId,
            document_title: documentTitle,
            quote,
            start,
            end,
          })),
      },
    };
    await insertDelivery(tx, {
      id: deliveryId,
      workspaceId,
      suggestionId: id,
      conversationId: conversation.id,
      channelId,
      payload,
      now,
    });
    await addToOutbox(tx, { name: "suggestion/approved", data: { workspaceId, deliveryId, channelId } });
    await insertMessage(tx, {
      workspaceId,
      conversationId: conversation.id,
      direction: "outbound",
      text: worded ?? finalText,
      suggestionId: id,
      author: ctx.actor,
      now,
    });
    await changeConversation(tx, workspaceId, conversation.id, {
      status: "answered",
      attention: null,
      unread: false,
      snoozedUntil: null,
      lastActivityAt: now,
    });
    // Who answers has taken it, unless it was somebody's.
    if (ctx.actor.kind === "user")
      await claimUnassigned(tx, workspaceId, { id: conversation.id, userId: ctx.actor.id });
    await setEventStatus(tx, { ctx, eventId: suggestion.eventId, status: "done" });
    await recordAudit(tx, {
      ctx,
      action: "suggestion.approve",
      subjectKind: "suggestion",
      subjectId: id,
      before: { status: "pending", text: suggestion.text },
      after: { status: "approved", text: finalText, deliveryId },
    });
    await recordChange(tx, workspaceId, "suggestion", id);
    await recordChange(tx, workspaceId, "conversation", conversation.id);
    return { deliveryId };
  });
}

/** What the customer gets, by the channel's template; read before anything is held. */
async function wordBeforehand(ctx: Context, input: { id: string; text: string | undefined }) {
  const suggestion = await findSuggestion(ctx.platform.database.prisma, ctx.workspaceId, input.id);
  if (!suggestion?.channelId || suggestion.status !== "pending") return undefined;
  const reply = input.text ?? suggestion.text;
  return wordReply({ ctx, input: { ...suggestion, reply } });
}

/** Holds the conversation first: a message on its way in is counted, or comes after the reply. */
async function refuseUnseen(
  tx: Transaction,
  seen: { workspaceId: string; conversationId: string; messageId: string | null },
): Promise<void> {
  await lockTriageStates(tx, seen.workspaceId, [seen.conversationId]);
  if ((await countMessagesAfter(tx, seen.workspaceId, seen)) > 0)
    throw new DomainError(
      "unseen_message",
      "Something was written in this conversation that you had not seen. Read it, then send.",
    );
}
