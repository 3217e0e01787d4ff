import { z } from "zod";
import { effect, type ToolCall, toolCallStatuses } from "../../../tool/schema.ts";
import { actor, isoTime, isoTimeOrNull, time, uuid } from "../answer-schemas.ts";

const json = z.record(z.string(), z.unknown());

export const toolCall = z.object({
  id: uuid,
  tool_id: uuid,
  name: z.string(),
  effect,
  input: json,
  output: json.nullable(),
  status: z.enum(toolCallStatuses),
  error: z.string().nullable(),
  attempts: z.int(),
  duration_ms: z.int().nullable(),
  event_id: uuid.nullable(),
  conversation_id: uuid.nullable(),
  /** Whether a person has to approve it, or had to. */
  needs_approval: z.boolean(),
  decision: z.enum(["approved", "rejected", "expired"]).nullable(),
  decided_by: actor.nullable(),
  decided_at: time.nullable(),
  reject_reason: z.string().nullable(),
  expires_at: time.nullable(),
  created_at: time,
});

export const describeToolCall = (row: ToolCall): z.input<typeof toolCall> => ({
  id: row.id,
  tool_id: row.toolId,
  name: row.name,
  effect: row.effect,
  input: row.input,
  output: row.output,
  status: row.status,
  error: row.error,
  attempts: row.attempts,
  duration_ms: row.durationMs,
  event_id: row.eventId,
  conversation_id: row.conversationId,
  needs_approval: row.approvalHash !== null,
  decision: row.decision,
  decided_by: row.decidedBy as Record<string, unknown> | null,
  decided_at: isoTimeOrNull(row.decidedAt),
  reject_reason: row.rejectReason,
  expires_at: isoTimeOrNull(row.expiresAt),
  created_at: isoTime(row.createdAt),
});
