import { contactIdentity } from "../contact/rules.ts";
import { upsertContact } from "../contact/store.ts";
import type { Context } from "../context.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { recordChange } from "../platform/changes.ts";
import { subjectOf } from "./rules.ts";
import { insertMessage, upsertConversation } from "./store.ts";

/**
 * Opens the conversation of an event: its contact found or made, the thread in the namespace of the event's type and
 * entity, the event's text as the customer's message. Repeated for the same event it finds what it made.
 */
export async function openConversation({
  ctx,
  input,
}: {
  ctx: Context;
  input: { eventId: string };
}): Promise<{ conversationId: string }> {
  const event = await findEvent(ctx, input.eventId);
  const { text, entity = "", contact = {} } = event.mapped;
  const { workspaceId } = ctx;
  const now = ctx.now();
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const { id: contactId } = await upsertContact(tx, {
      workspaceId,
      source: event.endpoint.source,
      externalId: contactIdentity(contact, event.id),
      fields: contact,
      now,
    });
    const { id: conversationId } = await upsertConversation(tx, {
      workspaceId,
      contactId,
      namespace: event.type,
      entity,
      subject: subjectOf(text, event.type),
      now,
    });
    if (text?.trim())
      await insertMessage(tx, {
        workspaceId,
        conversationId,
        direction: "inbound",
        text,
        eventId: event.id,
        author: { kind: "contact", id: contactId },
        now,
      });
    await setEventStatus(tx, { ctx, eventId: event.id, status: "processing", conversationId });
    await recordChange(tx, workspaceId, "conversation", conversationId);
    return { conversationId };
  });
}
