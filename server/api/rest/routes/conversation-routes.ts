import { z } from "zod";
import { listConversations } from "../../../conversation/list-conversations.ts";
import { conversationStatus } from "../../../conversation/schema.ts";
import { showConversation } from "../../../suggestion/show-conversation.ts";
import { listOf, pageOf, pageQuery, toList, uuid } from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";
import * as answer from "./conversation-answer.ts";
import { delivery, describeDelivery } from "./delivery-routes.ts";
import { describeEvent, event } from "./event-routes.ts";

export const conversationRoutes = [
  route({
    method: "GET",
    path: "/conversations",
    permission: "conversation:read",
    summary: "List the conversations, newest activity first.",
    status: 200,
    query: z.object({
      ...pageQuery,
      status: conversationStatus.optional(),
      contact_id: uuid.optional(),
      search: z.string().max(200).optional(),
    }),
    response: listOf(answer.conversation.extend({ preview: z.string() })),
    run: async ({ ctx, query }) => {
      const { cursor, limit, contact_id: contactId, status, search } = query;
      const input = {
        ...pageOf({ cursor, limit }),
        ...(status && { status }),
        ...(contactId && { contactId }),
        ...(search && { search }),
      };
      return toList(await listConversations({ ctx, input }), (row) => ({
        ...answer.describeConversation(row),
        preview: row.preview,
      }));
    },
  }),
  route({
    method: "GET",
    path: "/conversations/{id}",
    permission: "conversation:read",
    summary: "Show a conversation with its messages, suggestions, events and deliveries.",
    status: 200,
    params: idParams,
    response: answer.conversation.extend({
      messages: z.array(answer.message),
      suggestions: z.array(answer.suggestion),
      events: z.array(event),
      deliveries: z.array(delivery),
    }),
    run: async ({ ctx, params }) => {
      const view = await showConversation({ ctx, input: params });
      return {
        ...answer.describeConversation(view.conversation),
        messages: view.messages.map(answer.describeMessage),
        suggestions: view.suggestions.map((one) => answer.describeSuggestion(one, view.toolCalls)),
        events: view.events.map(describeEvent),
        deliveries: view.deliveries.map(describeDelivery),
      };
    },
  }),
];
