import { z } from "zod";
import { pageInput } from "../platform/page.ts";

export const conversationStatus = z.enum(["open", "awaiting_review", "answered", "closed"]);
export type ConversationStatus = z.infer<typeof conversationStatus>;

/** Why an agent has to look although there is no suggestion to review. */
export const attention = z.enum(["model_unavailable", "failed", "delivery_failed", "delivery_unknown"]);
export type Attention = z.infer<typeof attention>;

export const priority = z.enum(["urgent", "high", "normal", "low"]);
export type Priority = z.infer<typeof priority>;

/** Where a conversation lies on the desk: what is snoozed lies in no other pile. */
export const queue = z.enum(["awaiting_review", "open", "snoozed", "done"]);
export type Queue = z.infer<typeof queue>;

export const conversationFilter = pageInput.extend({
  status: conversationStatus.optional(),
  queue: queue.optional(),
  /** A colleague, oneself, or nobody. */
  assignee: z.union([z.literal("me"), z.literal("none"), z.uuid()]).optional(),
  priority: priority.optional(),
  unread: z.boolean().optional(),
  contactId: z.uuid().optional(),
  search: z.string().trim().max(200).optional(),
});

/** What is done to conversations without answering them. */
export const triageChange = z
  .strictObject({
    /** Null: nobody's. */
    assigneeId: z.uuid().nullable().optional(),
    priority: priority.optional(),
    unread: z.boolean().optional(),
    /** True closes, false opens again. */
    resolved: z.boolean().optional(),
    /** Null: back at once. */
    snoozedUntil: z.date().nullable().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "names nothing to change");
export type TriageChange = z.infer<typeof triageChange>;

/** As many as one statement changes without keeping anybody waiting. */
const ids = z.array(z.uuid()).min(1).max(100);
export const triage = z.strictObject({ ids, change: triageChange });

/** How a conversation lay on the desk, exactly: what an undo brings back. */
export const triageState = z.strictObject({
  id: z.uuid(),
  status: conversationStatus,
  unread: z.boolean(),
  assigneeId: z.uuid().nullable(),
  priority,
  snoozedUntil: z.date().nullable(),
  /** What has moved on since is left as it is. */
  lastActivityAt: z.date(),
});
export type TriageState = z.infer<typeof triageState>;
export const restoration = z.strictObject({ states: z.array(triageState).min(1).max(100) });

/** What the inbox's address says, as a saved view keeps it. */
export const viewFilter = z.strictObject({
  status: z.string().max(40).optional(),
  assignee: z.string().max(40).optional(),
  priority: z.string().max(40).optional(),
  unread: z.boolean().optional(),
  search: z.string().max(200).optional(),
});
export type ViewFilter = z.infer<typeof viewFilter>;
export const newView = z.strictObject({
  name: z.string().trim().min(1).max(60),
  shared: z.boolean(),
  filter: viewFilter,
});
export type InboxView = {
  id: string;
  ownerId: string;
  name: string;
  shared: boolean;
  filter: ViewFilter;
};

export const presence = z.strictObject({
  id: z.uuid(),
  activity: z.enum(["viewing", "replying"]),
  /** There is text that only this browser has. */
  unsaved: z.boolean(),
});
export type Presence = {
  conversationId: string;
  userId: string;
  name: string;
  activity: "viewing" | "replying";
  unsaved: boolean;
  expiresAt: Date;
};

export const newNote = z.strictObject({
  id: z.uuid(),
  text: z
    .string()
    .max(10_000)
    .refine((text) => text.trim().length > 0, "must not be empty"),
});

export type Colleague = { id: string; name: string };

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
  assignee: Colleague | null;
  priority: Priority;
  snoozedUntil: Date | null;
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
