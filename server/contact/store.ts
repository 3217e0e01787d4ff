import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { Contact, ContactFields, MappedContact } from "./schema.ts";

const fields = {
  id: true,
  source: true,
  externalId: true,
  name: true,
  email: true,
  phone: true,
  createdAt: true,
  updatedAt: true,
} as const;

/**
 * Finds or makes the contact of (workspace, source, external id) in one statement; what the event says newly wins over
 * what was known, what it leaves out stays.
 */
export async function upsertContact(
  tx: Transaction,
  input: {
    workspaceId: string;
    source: string;
    externalId: string;
    fields: Omit<MappedContact, "id">;
    now: Date;
  },
): Promise<{ id: string }> {
  const { name = null, email = null, phone = null } = input.fields;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO contact (id, workspace_id, source, external_id, name, email, phone, created_at, updated_at)
    VALUES (${newId()}::uuid, ${input.workspaceId}::uuid, ${input.source}, ${input.externalId}, ${name}, ${email}, ${phone}, ${input.now}, ${input.now})
    ON CONFLICT (workspace_id, source, external_id) DO UPDATE SET
      name = coalesce(excluded.name, contact.name), email = coalesce(excluded.email, contact.email),
      phone = coalesce(excluded.phone, contact.phone), updated_at = excluded.updated_at
    RETURNING id`;
  return rows[0]!;
}

export async function findContact(tx: Transaction, workspaceId: string, id: string): Promise<Contact | null> {
  return tx.contact.findUnique({ where: { workspaceId_id: { workspaceId, id } }, select: fields });
}

export async function findContactByIdentity(
  tx: Transaction,
  workspaceId: string,
  source: string,
  externalId: string,
): Promise<Contact | null> {
  return tx.contact.findUnique({
    where: { workspaceId_source_externalId: { workspaceId, source, externalId } },
    select: fields,
  });
}

export async function pageOfContacts(
  tx: Transaction,
  workspaceId: string,
  page: { beforeId: string | undefined; take: number },
): Promise<Contact[]> {
  return tx.contact.findMany({
    where: { workspaceId, ...(page.beforeId ? { id: { lt: page.beforeId } } : {}) },
    orderBy: { id: "desc" },
    take: page.take,
    select: fields,
  });
}

export async function insertContact(
  tx: Transaction,
  input: { workspaceId: string; source: string; externalId: string; fields: ContactFields; now: Date },
): Promise<Contact> {
  const { name = null, email = null, phone = null } = input.fields;
  return tx.contact.create({
    data: {
      id: newId(),
      workspaceId: input.workspaceId,
      source: input.source,
      externalId: input.externalId,
      name,
      email,
      phone,
      createdAt: input.now,
      updatedAt: input.now,
    },
    select: fields,
  });
}

export async function changeContact(
  tx: Transaction,
  workspaceId: string,
  id: string,
  changes: ContactFields,
  now: Date,
): Promise<Contact> {
  const { name, email, phone } = changes;
  return tx.contact.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: {
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
      updatedAt: now,
    },
    select: fields,
  });
}

/** Whether the contact was removed; one with conversations stays. */
export async function removeContactWithoutConversations(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<boolean> {
  const { count } = await tx.contact.deleteMany({ where: { workspaceId, id, conversations: { none: {} } } });
  return count > 0;
}
