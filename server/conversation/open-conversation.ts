import { contactIdentity } from "../contact/rules.ts";
import { upsertContact } from "../contact/store.ts";
import type { Context } from "../context.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import type { IncomingEvent } from "../incoming-event/schema.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { recordChange } from "../platform/changes.ts";
import type { Transaction } from "../platform/database.ts";
import { subjectOf } from "./rules.ts";
import { insertMessage, reopenConversation, upsertConversation, waitingAbout } from "./store.ts";

/** The conversation a customer's answer belongs to, and whether its writer is the one that our reply went to. */
type Answered = { conversationId: string; fromRecipient: boolean };

/**
 * Opens the conversation of an event, the event's text as the customer's message: the one it answers, or else that of its
 * contact in the namespace of its type and entity, both found or made. Repeated for the same event it finds what it made.
 */
export async function openConversation({
  ctx,
  input,
}: {
  ctx: Context;
  input: { eventId: string; answered?: Answered };
}): Promise<{ conversationId: string }> {
  const event = await findEvent(ctx, input.eventId);
  const { workspaceId } = ctx;
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const { conversationId, author } =
      (input.answered && (await continueThread(tx, ctx, event, input.answered))) ??
      (await openThread(tx, ctx, event));
    const { text, entity } = event.mapped;
    if (text?.trim())
      await insertMessage(tx, {
        workspaceId,
        conversationId,
        direction: "inbound",
        text,
        eventId: event.id,
        author,
        now: ctx.now(),
      });
    await setEventStatus(tx, { ctx, eventId: event.id, status: "processing", conversationId });
    await recordChange(tx, workspaceId, "conversation", conversationId);
    // Whoever answers about the same thing elsewhere is told that something happened to it.
    if (entity)
      for (const id of await waitingAbout(tx, workspaceId, { entity, exceptId: conversationId }))
        await recordChange(tx, workspaceId, "conversation", id);
    return { conversationId };
  });
}

type Thread = { conversationId: string; author: { kind: "contact"; id: string; name?: string } };

async function openThread(tx: Transaction, ctx: Context, event: IncomingEvent): Promise<Thread> {
  const { text, entity = "", contact = {} } = event.mapped;
  const { workspaceId } = ctx;
  const now = ctx.now();
  const { id: contactId } = await upsertContact(tx, {
    workspaceId,
    source: event.endpoint.source,
    externalId: contactIdentity(contact, event.id),
    fields: contact,
    now,
  });
  const { id } = await upsertConversation(tx, {
    workspaceId,
    contactId,
    namespace: event.type,
    entity,
    subject: subjectOf(text, event.type),
    now,
  });
  return { conversationId: id, author: { kind: "contact", id: contactId } };
}

/** The customer has one identity here, whatever the provider calls them; somebody else's name stands with what they wrote. */
async function continueThread(
  tx: Transaction,
  ctx: Context,
  event: IncomingEvent,
  { conversationId, fromRecipient }: Answered,
): Promise<Thread | null> {
  const { workspaceId } = ctx;
  const thread = await reopenConversation(tx, { workspaceId, id: conversationId, now: ctx.now() });
  if (!thread) return null;
  const { id, name, email, phone } = event.mapped.contact ?? {};
  const other = fromRecipient ? undefined : (name ?? email ?? phone ?? id);
  return {
    conversationId,
    author: { kind: "contact", id: thread.contactId, ...(other !== undefined && { name: other }) },
  };
}
