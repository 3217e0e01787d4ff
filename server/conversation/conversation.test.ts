import { expect, test } from "vitest";
import { findEvent } from "../incoming-event/find-event.ts";
import { testContext } from "../testing/context.ts";
import { makeEndpoint, makeEvent } from "../testing/rows.ts";
import { listConversations } from "./list-conversations.ts";
import { markConversationRead } from "./mark-conversation-read.ts";
import { openConversation } from "./open-conversation.ts";
import { subjectOf } from "./rules.ts";
import { changeConversation, messagesOf, messagesWithContact } from "./store.ts";

const ada = { id: "u1", name: "Ada" };

test("opening twice for one event finds what it made", async () => {
  const ctx = await testContext();
  const { eventId } = await makeEvent(ctx, await makeEndpoint(ctx), {
    mapped: { text: "It is broken", contact: ada },
  });
  const first = await openConversation({ ctx, input: { eventId } });
  const second = await openConversation({ ctx, input: { eventId } });
  expect(second).toEqual(first);
  const messages = await messagesOf(ctx.platform.database.prisma, ctx.workspaceId, first.conversationId);
  expect(messages).toMatchObject([{ direction: "inbound", text: "It is broken", eventId }]);
  expect(await findEvent(ctx, eventId)).toMatchObject({
    status: "processing",
    conversationId: first.conversationId,
  });
});

test("two event types, two entities and two contacts never share a conversation", async () => {
  const ctx = await testContext();
  const endpoint = await makeEndpoint(ctx);
  const open = async (type: string, mapped: object) => {
    const { eventId } = await makeEvent(ctx, endpoint, { type, mapped });
    return (await openConversation({ ctx, input: { eventId } })).conversationId;
  };
  const ticket = await open("ticket.created", { text: "a", contact: ada, entity: "T-1" });
  expect(await open("ticket.created", { text: "b", contact: ada, entity: "T-1" })).toBe(ticket);
  const others = [
    await open("order.shipped", { text: "c", contact: ada, entity: "T-1" }),
    await open("ticket.created", { text: "d", contact: ada, entity: "T-2" }),
    await open("ticket.created", { text: "e", contact: { id: "u2" }, entity: "T-1" }),
    await open("ticket.created", { text: "f" }),
    await open("ticket.created", { text: "g" }),
  ];
  expect(new Set([ticket, ...others]).size).toBe(6);
});

test("the contact's messages in other conversations are known, this event's own is not among them", async () => {
  const ctx = await testContext();
  const endpoint = await makeEndpoint(ctx);
  const db = ctx.platform.database.prisma;
  const first = await makeEvent(ctx, endpoint, {
    type: "order.paid",
    mapped: { text: "paid", contact: ada },
  });
  await openConversation({ ctx, input: { eventId: first.eventId } });
  const second = await makeEvent(ctx, endpoint, { mapped: { text: "broken", contact: ada } });
  const { conversationId } = await openConversation({ ctx, input: { eventId: second.eventId } });
  const { contactId } = await db.conversation.findFirstOrThrow({ where: { id: conversationId } });
  const earlier = await messagesWithContact(db, ctx.workspaceId, {
    contactId,
    exceptEventId: second.eventId,
    take: 10,
  });
  expect(earlier.map((message) => message.text)).toEqual(["paid"]);
});

test("a new event reopens an answered conversation", async () => {
  const ctx = await testContext();
  const endpoint = await makeEndpoint(ctx);
  const first = await makeEvent(ctx, endpoint, { mapped: { text: "a", contact: ada } });
  const { conversationId } = await openConversation({ ctx, input: { eventId: first.eventId } });
  await changeConversation(ctx.platform.database.prisma, ctx.workspaceId, conversationId, {
    status: "answered",
  });
  const second = await makeEvent(ctx, endpoint, { mapped: { text: "b", contact: ada } });
  await openConversation({ ctx, input: { eventId: second.eventId } });
  expect((await listConversations({ ctx, input: {} })).data).toMatchObject([
    { id: conversationId, status: "open", preview: "b" },
  ]);
});

test("the list is by last activity, in pages, filtered and searched", async () => {
  const ctx = await testContext();
  const endpoint = await makeEndpoint(ctx);
  const texts = ["first 100% sure", "second", "third"];
  for (const text of texts) {
    const { eventId } = await makeEvent(ctx, endpoint, { mapped: { text, contact: { id: text } } });
    await openConversation({ ctx, input: { eventId } });
  }
  const page = await listConversations({ ctx, input: { limit: 2 } });
  expect(page.data.map((row) => row.subject)).toEqual(["third", "second"]);
  const rest = await listConversations({ ctx, input: { limit: 2, cursor: page.nextCursor! } });
  expect(rest).toMatchObject({ data: [{ subject: "first 100% sure", unread: true }], nextCursor: null });
  expect((await listConversations({ ctx, input: { search: "100%" } })).data).toHaveLength(1);
  expect((await listConversations({ ctx, input: { status: "answered" } })).data).toEqual([]);

  await markConversationRead({ ctx, input: { id: rest.data[0]!.id } });
  expect((await listConversations({ ctx, input: { search: "100%" } })).data[0]!.unread).toBe(false);
  const stranger = await testContext();
  await expect(
    markConversationRead({ ctx: stranger, input: { id: rest.data[0]!.id } }),
  ).rejects.toMatchObject({
    code: "not_found",
  });
});

test.each([
  ["Hello\nWorld", "Hello"],
  ["  ", "ticket.created"],
  [undefined, "ticket.created"],
  ["word ".repeat(50), /^(word ){23}word…$/],
  ["设".repeat(200), /^设{120}…$/],
  ["😀".repeat(100), /^(😀){60}…$/],
  [`a${"😀".repeat(100)}`, /^a(😀){59}…$/],
])("the subject of %j", (text, expected) => {
  if (typeof expected === "string") expect(subjectOf(text, "ticket.created")).toBe(expected);
  else expect(subjectOf(text, "ticket.created")).toMatch(expected);
});
