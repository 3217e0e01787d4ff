import type { Context } from "../context.ts";
import type { ConversationRow, Message } from "../conversation/schema.ts";
import { earlierConversations, findConversation, messagesOf } from "../conversation/store.ts";
import type { Delivery } from "../delivery/schema.ts";
import { deliveriesOf } from "../delivery/store.ts";
import { notFound } from "../errors.ts";
import type { IncomingEvent } from "../incoming-event/schema.ts";
import { pageOfEvents } from "../incoming-event/store.ts";
import { callsOfConversation } from "../tool/calls/store.ts";
import type { ToolCall } from "../tool/schema.ts";
import { type NewerEvent, newerEvents } from "./newer/store.ts";
import { isUnderWay } from "./rewriting/rules.ts";
import type { Rewrite } from "./rewriting/schema.ts";
import { newestRewrite } from "./rewriting/store.ts";
import type { Suggestion } from "./schema.ts";
import { suggestionsOf } from "./store.ts";

const earlierShown = 10;
const eventsShown = 50;

export type ConversationView = {
  conversation: ConversationRow;
  /** Other conversations of the same contact, newest first. */
  earlier: ConversationRow[];
  /** Newest first, the last 50. */
  events: IncomingEvent[];
  /** Oldest first, as are suggestions and deliveries. */
  messages: Message[];
  suggestions: Suggestion[];
  deliveries: Delivery[];
  /** Oldest first, the last 100. */
  toolCalls: ToolCall[];
  /** What happened to the same thing since the last draft was begun, unless that was decided; newest first. */
  newerEvents: NewerEvent[];
  /** The last wish for the pending draft to be written anew; null without one. */
  rewrite: (Pick<Rewrite, "id" | "instruction" | "error"> & { isUnderWay: boolean }) | null;
  /** Whether there is a model to write anew. */
  canRewrite: boolean;
};

/** Everything an agent needs to answer: the thread, its events, the contact's other threads, the drafts, the deliveries. */
export async function showConversation({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<ConversationView> {
  const { prisma } = ctx.platform.database;
  const { workspaceId } = ctx;
  const conversation = await findConversation(prisma, workspaceId, input.id);
  if (!conversation) throw notFound("conversation");
  const [earlier, events, messages, suggestions, deliveries, toolCalls] = await Promise.all([
    earlierConversations(prisma, workspaceId, {
      contactId: conversation.contactId,
      exceptId: input.id,
      take: earlierShown,
    }),
    pageOfEvents(
      prisma,
      workspaceId,
      { conversationId: input.id },
      { beforeId: undefined, take: eventsShown },
    ),
    messagesOf(prisma, workspaceId, input.id),
    suggestionsOf(prisma, workspaceId, input.id),
    deliveriesOf(prisma, workspaceId, input.id),
    callsOfConversation(prisma, workspaceId, input.id),
  ]);
  const last = suggestions.at(-1);
  const isOpen = last?.status === "pending" || last?.status === "superseded";
  const [newer, rewrite] = await Promise.all([
    isOpen ? newerEvents(prisma, workspaceId, { eventId: last.eventId }) : [],
    last?.status === "pending" ? newestRewrite(prisma, workspaceId, last.id) : null,
  ]);
  return {
    conversation,
    earlier,
    events,
    messages,
    suggestions,
    deliveries,
    toolCalls,
    newerEvents: newer,
    rewrite: rewrite && {
      id: rewrite.id,
      instruction: rewrite.instruction,
      error: rewrite.error,
      isUnderWay: isUnderWay(rewrite, ctx.now()),
    },
    canRewrite: ctx.platform.settings.model !== undefined,
  };
}
