import type { Context } from "../context.ts";
import { insertDelivery } from "../delivery/store.ts";
import { newId } from "../platform/ids.ts";

type Person = { externalId?: string; email?: string; phone?: string };

/** An answered conversation of a customer of the shop, as rows. */
export async function makeThread(ctx: Context, person: Person = {}): Promise<string> {
  const { workspaceId } = ctx;
  const { prisma } = ctx.platform.database;
  const [contactId, id] = [newId(), newId()];
  const now = ctx.now();
  await prisma.contact.create({
    data: {
      id: contactId,
      workspaceId,
      source: "shop",
      externalId: contactId,
      ...person,
      createdAt: now,
      updatedAt: now,
    },
  });
  await prisma.conversation.create({
    data: {
      id,
      workspaceId,
      contactId,
      namespace: "order.shipped",
      subject: "s",
      status: "answered",
      unread: false,
      createdAt: now,
      lastActivityAt: now,
    },
  });
  return id;
}

/** A queued delivery as an approval leaves it, without the way there; in a conversation of its own unless one is named. */
export async function makeDelivery(
  ctx: Context,
  channelId: string | null,
  { conversationId, person = {} }: { conversationId?: string; person?: Person } = {},
): Promise<string> {
  const { workspaceId } = ctx;
  const { prisma } = ctx.platform.database;
  const id = newId();
  const thread = conversationId ?? (await makeThread(ctx, person));
  const { contact } = await prisma.conversation.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: thread } },
    select: { contact: true },
  });
  const now = ctx.now();
  await insertDelivery(prisma, {
    id,
    workspaceId,
    suggestionId: newId(),
    conversationId: thread,
    channelId,
    now,
    payload: {
      type: "message.send",
      timestamp: now.toISOString(),
      data: {
        delivery_id: id,
        conversation_id: thread,
        contact: {
          id: contact.id,
          external_id: contact.externalId,
          name: contact.name,
          email: contact.email,
          phone: contact.phone,
        },
        text: "您好 😀",
        citations: [],
      },
    },
  });
  return id;
}
