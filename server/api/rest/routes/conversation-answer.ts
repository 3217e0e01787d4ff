import { z } from "zod";
import {
  attention,
  type ConversationRow,
  conversationStatus,
  type Message,
  priority,
} from "../../../conversation/schema.ts";
import type { Suggestion } from "../../../suggestion/schema.ts";
import type { ToolCall } from "../../../tool/schema.ts";
import { actor, isoTime, isoTimeOrNull, time, uuid } from "../answer-schemas.ts";

import { describeToolCall, toolCall } from "./tool-call-answer.ts";

const citation = z.object({
  sentence: z.string(),
  source: z.enum(["chunk", "event", "tool"]),
  document_id: uuid.nullable(),
  document_title: z.string().nullable(),
  chunk_id: uuid.nullable(),
  /** For sources "event" and "tool": the field's path. */
  field: z.string().nullable(),
  tool_call_id: uuid.nullable(),
  quote: z.string(),
  start: z.int().nullable(),
  end: z.int().nullable(),
});

export const suggestion = z.object({
  id: uuid,
  event_id: uuid,
  version: z.int(),
  status: z.enum(["pending", "approved", "rejected", "superseded", "sent"]),
  /** As drafted. */
  text: z.string(),
  /** As approved. */
  final_text: z.string().nullable(),
  language: z.enum(["en", "zh"]),
  model: z.string(),
  retrieved_docs_count: z.int(),
  citations: z.array(citation),
  /** The calls of the run that drafted it. */
  tool_calls: z.array(toolCall),
  checks: z.looseObject({ abstained: z.boolean(), outcome: z.enum(["answer", "related", "unknown"]) }),
  reject_reason: z.string().nullable(),
  decided_by: actor.nullable(),
  decided_at: time.nullable(),
  created_at: time,
});

export const describeSuggestion = (row: Suggestion, calls: ToolCall[]): z.input<typeof suggestion> => ({
  id: row.id,
  event_id: row.eventId,
  version: row.version,
  status: row.status,
  text: row.text,
  final_text: row.finalText,
  language: row.language,
  model: row.model,
  retrieved_docs_count: row.retrievedCount,
  citations: row.citations.map((one) => ({
    sentence: one.sentence,
    source: one.source,
    document_id: one.documentId,
    document_title: one.documentTitle,
    chunk_id: one.chunkId,
    field: one.field,
    tool_call_id: one.toolCallId,
    quote: one.quote,
    start: one.start,
    end: one.end,
  })),
  tool_calls: calls.filter(({ runId }) => runId === row.runId).map(describeToolCall),
  checks: row.checks,
  reject_reason: row.rejectReason,
  decided_by: row.decidedBy as Record<string, unknown> | null,
  decided_at: isoTimeOrNull(row.decidedAt),
  created_at: isoTime(row.createdAt),
});

export const message = z.object({
  id: uuid,
  direction: z.enum(["inbound", "outbound", "note"]),
  text: z.string(),
  author: actor,
  event_id: uuid.nullable(),
  suggestion_id: uuid.nullable(),
  created_at: time,
});

export const describeMessage = (row: Message): z.input<typeof message> => ({
  id: row.id,
  direction: row.direction,
  text: row.text,
  author: row.author as Record<string, unknown>,
  event_id: row.eventId,
  suggestion_id: row.suggestionId,
  created_at: isoTime(row.createdAt),
});

export const conversation = z.object({
  id: uuid,
  /** The event type it belongs to. */
  type: z.string(),
  entity: z.string().nullable(),
  subject: z.string(),
  status: conversationStatus,
  /** Why an agent has to look although there is no suggestion. */
  attention: attention.nullable(),
  unread: z.boolean(),
  assignee: z.object({ id: uuid, name: z.string() }).nullable(),
  priority,
  /** Out of sight until then. */
  snoozed_until: time.nullable(),
  contact: z.object({
    id: uuid,
    source: z.string(),
    external_id: z.string(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  created_at: time,
  last_activity_at: time,
});

export const describeConversation = (row: ConversationRow): z.input<typeof conversation> => ({
  id: row.id,
  type: row.namespace,
  entity: row.entity,
  subject: row.subject,
  status: row.status,
  attention: row.attention,
  unread: row.unread,
  assignee: row.assignee,
  priority: row.priority,
  snoozed_until: isoTimeOrNull(row.snoozedUntil),
  contact: {
    id: row.contact.id,
    source: row.contact.source,
    external_id: row.contact.externalId,
    name: row.contact.name,
    email: row.contact.email,
    phone: row.contact.phone,
  },
  created_at: isoTime(row.createdAt),
  last_activity_at: isoTime(row.lastActivityAt),
});
