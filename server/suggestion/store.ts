import { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { Checks, Citation, Language, Suggestion, SuggestionStatus } from "./schema.ts";

const citations = {
  select: {
    ordinal: true,
    sentence: true,
    source: true,
    documentId: true,
    versionId: true,
    documentTitle: true,
    chunkId: true,
    field: true,
    toolCallId: true,
    quote: true,
    startOffset: true,
    endOffset: true,
  },
  orderBy: { ordinal: "asc" },
} as const;

function toSuggestion(
  found: Prisma.SuggestionGetPayload<{ include: { citations: typeof citations } }>,
): Suggestion {
  const { workspaceId: _, status, language, checks, ...rest } = found;
  return {
    ...rest,
    status: status as SuggestionStatus,
    language: language as Language,
    checks: checks as Checks,
    citations: found.citations.map(({ startOffset, endOffset, source, ...citation }) => ({
      ...citation,
      source: source as Citation["source"],
      start: startOffset,
      end: endOffset,
    })),
  };
}

export async function findSuggestion(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<Suggestion | null> {
  const found = await tx.suggestion.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    include: { citations },
  });
  return found && toSuggestion(found);
}

export async function findSuggestionOfRun(
  tx: Transaction,
  workspaceId: string,
  runId: string,
): Promise<Suggestion | null> {
  const found = await tx.suggestion.findUnique({
    where: { workspaceId_runId: { workspaceId, runId } },
    include: { citations },
  });
  return found && toSuggestion(found);
}

/** Oldest first. */
export async function suggestionsOf(
  tx: Transaction,
  workspaceId: string,
  conversationId: string,
): Promise<Suggestion[]> {
  const found = await tx.suggestion.findMany({
    where: { workspaceId, conversationId },
    orderBy: { id: "asc" },
    include: { citations },
  });
  return found.map(toSuggestion);
}

export type NewSuggestion = {
  workspaceId: string;
  conversationId: string;
  eventId: string;
  runId: string;
  playbookId: string | null;
  channelId: string | null;
  status: "pending" | "superseded";
  text: string;
  language: Language;
  model: string;
  checks: Checks;
  retrievedCount: number;
  citations: Citation[];
  provenance?: object | undefined;
  now: Date;
};

export async function insertSuggestion(tx: Transaction, input: NewSuggestion): Promise<{ id: string }> {
  const { citations: frozen, now, provenance, ...rest } = input;
  const data = { ...rest, ...(provenance && { provenance }) };
  const { workspaceId, conversationId } = data;
  const version = (await tx.suggestion.count({ where: { workspaceId, conversationId } })) + 1;
  const id = newId();
  await tx.suggestion.create({ data: { ...data, id, version, createdAt: now }, select: { id: true } });
  if (frozen.length > 0)
    await tx.citation.createMany({
      data: frozen.map(({ start, end, ...citation }) => ({
        ...citation,
        id: newId(),
        workspaceId,
        suggestionId: id,
        startOffset: start,
        endOffset: end,
      })),
    });
  return { id };
}

/**
 * Marks pending suggestions superseded that an event makes stale: those of its conversation, and those of older events
 * about the same entity at the same endpoint. Returns them with their conversations.
 */
export async function supersedePending(
  tx: Transaction,
  workspaceId: string,
  by: { eventId: string; conversationId: string; endpointId: string; entity: string | undefined },
): Promise<{ id: string; eventId: string; conversationId: string }[]> {
  return tx.$queryRaw`
    UPDATE suggestion s SET status = 'superseded' FROM incoming_event e
    WHERE s.workspace_id = ${workspaceId}::uuid AND s.status = 'pending'
      AND e.workspace_id = s.workspace_id AND e.id = s.event_id AND e.id <= ${by.eventId}::uuid
      AND (s.conversation_id = ${by.conversationId}::uuid ${aboutSame(by)})
    RETURNING s.id, s.event_id AS "eventId", s.conversation_id AS "conversationId"`;
}

/**
 * Whether an event newer than this one already has a live suggestion in the conversation, or about the same entity of the
 * same endpoint in another: the counterpart of what supersedePending makes stale.
 */
export async function newerSuggestionExists(
  tx: Transaction,
  workspaceId: string,
  than: { eventId: string; conversationId: string; endpointId: string; entity: string | undefined },
): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM suggestion s JOIN incoming_event e ON e.workspace_id = s.workspace_id AND e.id = s.event_id
    WHERE s.workspace_id = ${workspaceId}::uuid AND s.status IN ('pending', 'approved', 'sent')
      AND s.event_id > ${than.eventId}::uuid
      AND (s.conversation_id = ${than.conversationId}::uuid ${aboutSame(than)})
    LIMIT 1`;
  return found.length > 0;
}

/** Or in another conversation, about the same entity of the same endpoint. */
const aboutSame = ({ endpointId, entity }: { endpointId: string; entity: string | undefined }) =>
  entity
    ? Prisma.sql`OR (e.endpoint_id = ${endpointId}::uuid AND e.mapped->>'entity' = ${entity})`
    : Prisma.empty;

/** Those of the conversations that have a pending suggestion. */
export async function conversationsWithPending(
  tx: Transaction,
  workspaceId: string,
  conversationIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.suggestion.findMany({
    where: { workspaceId, conversationId: { in: [...conversationIds] }, status: "pending" },
    select: { conversationId: true },
  });
  return rows.map((row) => row.conversationId);
}

/** The newest drafts in a language, with whom and what they answer. */
export async function newestSuggestions(
  tx: Transaction,
  workspaceId: string,
  { language, take }: { language: Language; take: number },
): Promise<
  {
    id: string;
    text: string;
    eventId: string;
    conversationId: string;
    contactName: string | null;
    eventType: string;
  }[]
> {
  const rows = await tx.suggestion.findMany({
    where: { workspaceId, language },
    orderBy: { id: "desc" },
    take,
    select: {
      id: true,
      text: true,
      finalText: true,
      eventId: true,
      conversationId: true,
      conversation: { select: { namespace: true, contact: { select: { name: true } } } },
    },
  });
  return rows.map(({ finalText, text, conversation, ...row }) => ({
    ...row,
    text: finalText ?? text,
    contactName: conversation.contact.name,
    eventType: conversation.namespace,
  }));
}

/** Decides a pending suggestion; false when it was not pending any more. The row decides, whoever asks first. */
export async function decidePending(
  tx: Transaction,
  workspaceId: string,
  id: string,
  decision: {
    status: "approved" | "rejected";
    finalText?: string;
    rejectReason?: string;
    decidedBy: object;
    decidedAt: Date;
  },
): Promise<boolean> {
  const { count } = await tx.suggestion.updateMany({
    where: { workspaceId, id, status: "pending" },
    data: decision,
  });
  return count === 1;
}

export async function markSuggestionSent(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  await tx.suggestion.updateMany({
    where: { workspaceId, id, status: "approved" },
    data: { status: "sent" },
  });
}
