import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { type Contact, newContact } from "./schema.ts";
import { findContactByIdentity, insertContact } from "./store.ts";

/** Throws DomainError("conflict") when the source already has a contact with this external id. */
export async function createContact({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof newContact>;
}): Promise<Contact> {
  const { source, externalId, ...fields } = newContact.parse(input);
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    if (await findContactByIdentity(tx, ctx.workspaceId, source, externalId))
      throw new DomainError(
        "conflict",
        `There already is a contact ${externalId} of source ${source}; change that one.`,
      );
    const contact = await insertContact(tx, {
      workspaceId: ctx.workspaceId,
      source,
      externalId,
      fields,
      now: ctx.now(),
    });
    await recordAudit(tx, {
      ctx,
      action: "contact.create",
      subjectKind: "contact",
      subjectId: contact.id,
      after: fields,
    });
    return contact;
  });
}
