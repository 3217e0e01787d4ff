import { z } from "zod";
import { pageInput } from "../platform/page.ts";

export const conversationStatus = z.enum(["open", "awaiting_review", "answered", "closed"]);
export type ConversationStatus = z.infer<typeof conversationStatus>;

/** Why an agent has to look although there is no suggestion to review. */
export const attention = z.enum(["model_unavailable", "failed", "delivery_failed"]);
export type Attention = z.infer<typeof attention>;

export const conversationFilter = pageInput.extend({
  status: conversationStatus.optional(),
  contactId: z.uuid().optional(),
  search: z.string().trim().max(200).optional(),
});

export type ConversationRow = {
  id: string;
  contactId: string;
  /** The event type the conversation belongs to. */
  namespace: string;
  /** The thing its events are about; null when there is none. */
  entity: string | null;
  subject: string;
  status: ConversationStatus;
  attention: Attention | null;
  unread: boolean;
  createdAt: Date;
  lastActivityAt: Date;
  contact: {
    id: string;
    name: string | null;
    email: string | null;
    phone: string | null;
    source: string;
    externalId: string;
  };
};

export type ConversationListItem = ConversationRow & {
  /** The beginning of the newest message. */
  preview: string;
};

export type Message = {
  id: string;
  conversationId: string;
  direction: "inbound" | "outbound" | "note";
  text: string;
  author: unknown;
  eventId: string | null;
  suggestionId: string | null;
  createdAt: Date;
};
