import { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type {
  Attention,
  ConversationListItem,
  ConversationRow,
  ConversationStatus,
  Message,
} from "./schema.ts";

const contact = {
  select: { id: true, name: true, email: true, phone: true, source: true, externalId: true },
} as const;

function toRow(
  found: Prisma.ConversationGetPayload<{ include: { contact: typeof contact } }>,
): ConversationRow {
  const { workspaceId: _, entity, status, attention, ...rest } = found;
  return {
    ...rest,
    entity: entity || null,
    status: status as ConversationStatus,
    attention: attention as Attention | null,
  };
}

/**
 * Finds or makes the conversation of (contact, namespace, entity). New activity reopens it: an event that arrives is
 * something an agent has not seen.
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
      unread = true, last_activity_at = greatest(conversation.last_activity_at, excluded.last_activity_at)
    RETURNING id`;
  return rows[0]!;
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

export async function changeConversation(
  tx: Transaction,
  workspaceId: string,
  id: string,
  changes: {
    status?: ConversationStatus;
    attention?: Attention | null;
    unread?: boolean;
    lastActivityAt?: Date;
  },
): Promise<void> {
  await tx.conversation.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: changes,
    select: { id: true },
  });
}

export async function findConversation(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<ConversationRow | null> {
  const found = await tx.conversation.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    include: { contact },
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
    include: { contact },
  });
  return found.map(toRow);
}

/** A page by last activity, newest first; the cursor's row marks where the last page ended. */
export async function pageOfConversations(
  tx: Transaction,
  workspaceId: string,
  filter: {
    status?: ConversationStatus;
    contactId?: string;
    search?: string;
    afterId?: string;
    take: number;
  },
): Promise<ConversationListItem[]> {
  const pattern = filter.search ? `%${filter.search.replace(/[\\%_]/g, "\\$&")}%` : null;
  const rows = await tx.$queryRaw<
    (Omit<ConversationListItem, "contact"> & {
      contactName: string | null;
      contactEmail: string | null;
      contactPhone: string | null;
      contactSource: string;
      contactExternalId: string;
    })[]
  >`
    SELECT c.id, c.contact_id AS "contactId", c.namespace, nullif(c.entity, '') AS entity, c.subject, c.status, c.attention,
      c.unread, c.created_at AS "createdAt", c.last_activity_at AS "lastActivityAt",
      p.name AS "contactName", p.email AS "contactEmail", p.phone AS "contactPhone", p.source AS "contactSource",
      p.external_id AS "contactExternalId", coalesce(left(m.text, 200), '') AS preview
    FROM conversation c
    JOIN contact p ON p.workspace_id = c.workspace_id AND p.id = c.contact_id
    LEFT JOIN LATERAL (SELECT text FROM message WHERE workspace_id = c.workspace_id AND conversation_id = c.id
      ORDER BY id DESC LIMIT 1) m ON true
    WHERE c.workspace_id = ${workspaceId}::uuid
      ${filter.status ? Prisma.sql`AND c.status = ${filter.status}` : Prisma.empty}
      ${filter.contactId ? Prisma.sql`AND c.contact_id = ${filter.contactId}::uuid` : Prisma.empty}
      ${pattern ? Prisma.sql`AND (c.subject ILIKE ${pattern} OR p.name ILIKE ${pattern} OR p.email ILIKE ${pattern} OR c.entity ILIKE ${pattern})` : Prisma.empty}
      ${filter.afterId ? Prisma.sql`AND (c.last_activity_at, c.id) < (SELECT last_activity_at, id FROM conversation WHERE workspace_id = ${workspaceId}::uuid AND id = ${filter.afterId}::uuid)` : Prisma.empty}
    ORDER BY c.last_activity_at DESC, c.id DESC LIMIT ${filter.take}`;
  return rows.map(
    ({ contactName, contactEmail, contactPhone, contactSource, contactExternalId, ...row }) => ({
      ...row,
      contact: {
        id: row.contactId,
        name: contactName,
        email: contactEmail,
        phone: contactPhone,
        source: contactSource,
        externalId: contactExternalId,
      },
    }),
  );
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
