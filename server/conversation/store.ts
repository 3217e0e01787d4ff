import type { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { Attention, ConversationRow, ConversationStatus, Message, Priority } from "./schema.ts";

/** The people around a conversation; of the assignee also whether they still belong to the workspace. */
const people = (workspaceId: string) =>
  ({
    contact: {
      select: { id: true, name: true, email: true, phone: true, source: true, externalId: true },
    },
    assignee: {
      select: { id: true, name: true, memberships: { where: { workspaceId }, select: { userId: true } } },
    },
  }) as const;

function toRow(
  found: Prisma.ConversationGetPayload<{ include: ReturnType<typeof people> }>,
): ConversationRow {
  const { workspaceId: _, assigneeId: __, entity, status, attention, priority, assignee, ...rest } = found;
  return {
    ...rest,
    entity: entity || null,
    status: status as ConversationStatus,
    attention: attention as Attention | null,
    priority: priority as Priority,
    assignee: assignee?.memberships[0] ? { id: assignee.id, name: assignee.name } : null,
  };
}

/**
 * Finds or makes the conversation of (contact, namespace, entity). New activity reopens and wakes it: an event that arrives
 * is something an agent has not seen.
 */
export async function upsertConversation(
  tx: Transaction,
  input: {
    workspaceId: string;
    contactId: string;
    namespace: string;
    entity: string;
    subject: string;
    now: Date;
  },
): Promise<{ id: string }> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO conversation (id, workspace_id, contact_id, namespace, entity, subject, status, unread, created_at, last_activity_at)
    VALUES (${newId()}::uuid, ${input.workspaceId}::uuid, ${input.contactId}::uuid, ${input.namespace}, ${input.entity}, ${input.subject}, 'open', true, ${input.now}, ${input.now})
    ON CONFLICT (workspace_id, contact_id, namespace, entity) DO UPDATE SET
      status = CASE WHEN conversation.status IN ('answered', 'closed') THEN 'open' ELSE conversation.status END,
      unread = true, snoozed_until = NULL, last_activity_at = greatest(conversation.last_activity_at, excluded.last_activity_at)
    RETURNING id`;
  return rows[0]!;
}

/** New activity in a known conversation, as upsertConversation has it; null when there is none of this id. */
export async function reopenConversation(
  tx: Transaction,
  { workspaceId, id, now }: { workspaceId: string; id: string; now: Date },
): Promise<{ contactId: string } | null> {
  const rows = await tx.$queryRaw<{ contactId: string }[]>`
    UPDATE conversation SET
      status = CASE WHEN status IN ('answered', 'closed') THEN 'open' ELSE status END,
      unread = true, snoozed_until = NULL, last_activity_at = greatest(last_activity_at, ${now})
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid
    RETURNING contact_id AS "contactId"`;
  return rows[0] ?? null;
}

/**
 * Waits until nobody else decides about the customers whose conversations these are, the given one and those about the same
 * thing. Contacts come first in every transaction (contact, suggestion, conversation, event) and in one order, so that
 * nobody waits in a circle.
 */
export async function lockContactsOf(
  tx: Transaction,
  workspaceId: string,
  { conversationId, entity }: { conversationId: string; entity: string | undefined },
): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM contact WHERE workspace_id = ${workspaceId}::uuid AND id IN (
      SELECT contact_id FROM conversation WHERE workspace_id = ${workspaceId}::uuid AND id = ${conversationId}::uuid
      UNION SELECT contact_id FROM conversation
      WHERE workspace_id = ${workspaceId}::uuid AND entity = ${entity ?? ""} AND entity <> '')
    ORDER BY id FOR NO KEY UPDATE`;
}

/** Other conversations about the same thing that wait for an agent. */
export async function waitingAbout(
  tx: Transaction,
  workspaceId: string,
  { entity, exceptId }: { entity: string; exceptId: string },
): Promise<string[]> {
  const found = await tx.conversation.findMany({
    where: { workspaceId, entity, id: { not: exceptId }, status: "awaiting_review" },
    select: { id: true },
    take: 50,
  });
  return found.map(({ id }) => id);
}

export async function changeConversation(
  tx: Transaction,
  workspaceId: string,
  id: string,
  changes: {
    status?: ConversationStatus;
    attention?: Attention | null;
    unread?: boolean;
    assigneeId?: string | null;
    snoozedUntil?: Date | null;
    lastActivityAt?: Date;
  },
): Promise<void> {
  await tx.conversation.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: changes,
    select: { id: true },
  });
}

/** A reply arrived that had been given up: the conversation is answered again, unless something else became of it. */
export async function forgetFailedDelivery(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  await tx.conversation.updateMany({
    where: { workspaceId, id, attention: { in: ["delivery_failed", "delivery_unknown"] } },
    data: { attention: null, status: "answered" },
  });
}

export async function findConversation(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<ConversationRow | null> {
  const found = await tx.conversation.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    include: people(workspaceId),
  });
  return found && toRow(found);
}

/** Other conversations of the same contact, newest first. */
export async function earlierConversations(
  tx: Transaction,
  workspaceId: string,
  of: { contactId: string; exceptId: string; take: number },
): Promise<ConversationRow[]> {
  const found = await tx.conversation.findMany({
    where: { workspaceId, contactId: of.contactId, id: { not: of.exceptId } },
    orderBy: [{ lastActivityAt: "desc" }, { id: "desc" }],
    take: of.take,
    include: people(workspaceId),
  });
  return found.map(toRow);
}

const messageFields = {
  id: true,
  conversationId: true,
  direction: true,
  text: true,
  author: true,
  eventId: true,
  suggestionId: true,
  createdAt: true,
} as const;

/** Writes a message once: an event or a suggestion brings at most one, a repeated step finds it there. */
export async function insertMessage(
  tx: Transaction,
  input: {
    workspaceId: string;
    conversationId: string;
    direction: Message["direction"];
    text: string;
    eventId?: string;
    suggestionId?: string;
    author: object;
    now: Date;
  },
): Promise<void> {
  const { eventId = null, suggestionId = null, now, ...rest } = input;
  await tx.message.createMany({
    data: [{ id: newId(), ...rest, eventId, suggestionId, createdAt: now }],
    skipDuplicates: true,
  });
}

export async function messagesOf(
  tx: Transaction,
  workspaceId: string,
  conversationId: string,
): Promise<Message[]> {
  const found = await tx.message.findMany({
    where: { workspaceId, conversationId },
    orderBy: { id: "asc" },
    select: messageFields,
  });
  return found as Message[];
}

/** How many messages came into the conversation behind this one; all of them, where there was none. */
export async function countMessagesAfter(
  tx: Transaction,
  workspaceId: string,
  { conversationId, messageId }: { conversationId: string; messageId: string | null },
): Promise<number> {
  return tx.message.count({
    where: { workspaceId, conversationId, ...(messageId && { id: { gt: messageId } }) },
  });
}

/** The contact's newest messages in all conversations, oldest first. */
export async function messagesWithContact(
  tx: Transaction,
  workspaceId: string,
  of: { contactId: string; exceptEventId: string; take: number },
): Promise<Message[]> {
  const found = await tx.message.findMany({
    where: {
      workspaceId,
      conversation: { contactId: of.contactId },
      direction: { not: "note" },
      OR: [{ eventId: null }, { eventId: { not: of.exceptEventId } }],
    },
    orderBy: { id: "desc" },
    take: of.take,
    select: messageFields,
  });
  return (found as Message[]).reverse();
}
