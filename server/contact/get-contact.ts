import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { Contact } from "./schema.ts";
import { findContact } from "./store.ts";

export async function getContact({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<Contact> {
  const contact = await findContact(ctx.platform.database.prisma, ctx.workspaceId, input.id);
  if (!contact) throw notFound("contact");
  return contact;
}
