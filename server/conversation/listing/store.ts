import { Prisma } from "../../../prisma/generated/client.ts";
import type { Transaction } from "../../platform/database.ts";
import type { ConversationListItem, ConversationStatus, Priority, Queue } from "../schema.ts";

export type ListFilter = {
  status?: ConversationStatus;
  queue?: Queue;
  /** A person's id, or "none". */
  assignee?: string;
  priority?: Priority;
  unread?: boolean;
  contactId?: string;
  search?: string;
  afterId?: string;
  now: Date;
  take: number;
};

const and = (condition: Prisma.Sql | false | undefined | null | "") =>
  condition ? Prisma.sql`AND ${condition}` : Prisma.empty;

function inQueue(queue: Queue, now: Date): Prisma.Sql {
  const awake = Prisma.sql`(c.snoozed_until IS NULL OR c.snoozed_until <= ${now})`;
  if (queue === "snoozed") return Prisma.sql`c.snoozed_until > ${now}`;
  if (queue === "done") return Prisma.sql`c.status IN ('answered', 'closed') AND ${awake}`;
  if (queue === "open") return Prisma.sql`c.status IN ('open', 'awaiting_review') AND ${awake}`;
  return Prisma.sql`c.status = 'awaiting_review' AND ${awake}`;
}

/** A page by last activity, newest first; the cursor's row marks where the last page ended. */
export async function pageOfConversations(
  tx: Transaction,
  workspaceId: string,
  filter: ListFilter,
): Promise<ConversationListItem[]> {
  const pattern = filter.search ? `%${filter.search.replace(/[\\%_]/g, "\\$&")}%` : null;
  const rows = await tx.$queryRaw<
    (Omit<ConversationListItem, "contact" | "assignee"> & {
      contactName: string | null;
      contactEmail: string | null;
      contactPhone: string | null;
      contactSource: string;
      contactExternalId: string;
      assigneeId: string | null;
      assigneeName: string | null;
    })[]
  >`
    SELECT c.id, c.contact_id AS "contactId", c.namespace, nullif(c.entity, '') AS entity, c.subject, c.status, c.attention,
      c.unread, c.priority, c.snoozed_until AS "snoozedUntil", u.id AS "assigneeId", u.name AS "assigneeName",
      c.created_at AS "createdAt", c.last_activity_at AS "lastActivityAt",
      p.name AS "contactName", p.email AS "contactEmail", p.phone AS "contactPhone", p.source AS "contactSource",
      p.external_id AS "contactExternalId", coalesce(left(m.text, 200), '') AS preview
    FROM conversation c
    JOIN contact p ON p.workspace_id = c.workspace_id AND p.id = c.contact_id
    LEFT JOIN membership a ON a.workspace_id = c.workspace_id AND a.user_id = c.assignee_id
    LEFT JOIN user_account u ON u.id = a.user_id
    LEFT JOIN LATERAL (SELECT text FROM message WHERE workspace_id = c.workspace_id AND conversation_id = c.id
      AND direction <> 'note' ORDER BY id DESC LIMIT 1) m ON true
    WHERE c.workspace_id = ${workspaceId}::uuid
      ${and(filter.status && Prisma.sql`c.status = ${filter.status}`)}
      ${and(filter.queue && inQueue(filter.queue, filter.now))}
      ${and(filter.assignee === "none" && Prisma.sql`a.user_id IS NULL`)}
      ${and(filter.assignee && filter.assignee !== "none" && Prisma.sql`c.assignee_id = ${filter.assignee}::uuid`)}
      ${and(filter.priority && Prisma.sql`c.priority = ${filter.priority}`)}
      ${and(filter.unread !== undefined && Prisma.sql`c.unread = ${filter.unread}`)}
      ${and(filter.contactId && Prisma.sql`c.contact_id = ${filter.contactId}::uuid`)}
      ${and(pattern && Prisma.sql`(c.subject ILIKE ${pattern} OR p.name ILIKE ${pattern} OR p.email ILIKE ${pattern} OR c.entity ILIKE ${pattern})`)}
      ${and(filter.afterId && Prisma.sql`(c.last_activity_at, c.id) < (SELECT last_activity_at, id FROM conversation WHERE workspace_id = ${workspaceId}::uuid AND id = ${filter.afterId}::uuid)`)}
    ORDER BY c.last_activity_at DESC, c.id DESC LIMIT ${filter.take}`;
  return rows.map((found) => {
    const { contactName, contactEmail, contactPhone, contactSource, contactExternalId, ...rest } = found;
    const { assigneeId, assigneeName, ...row } = rest;
    return {
      ...row,
      assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? "" },
      contact: {
        id: row.contactId,
        name: contactName,
        email: contactEmail,
        phone: contactPhone,
        source: contactSource,
        externalId: contactExternalId,
      },
    };
  });
}
