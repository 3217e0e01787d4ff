import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { type Contact, contactFields } from "./schema.ts";
import { changeContact, findContact } from "./store.ts";

export async function updateContact({
  ctx,
  input: { id, ...changes },
}: {
  ctx: Context;
  input: { id: string } & z.input<typeof contactFields>;
}): Promise<Contact> {
  const fields = contactFields.parse(changes);
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const before = await findContact(tx, ctx.workspaceId, id);
    if (!before) throw notFound("contact");
    const after = await changeContact(tx, ctx.workspaceId, id, fields, ctx.now());
    const { name, email, phone } = before;
    await recordAudit(tx, {
      ctx,
      action: "contact.update",
      subjectKind: "contact",
      subjectId: id,
      before: { name, email, phone },
      after: fields,
    });
    return after;
  });
}
