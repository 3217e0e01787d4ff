import { describe, expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { setEventStatus } from "../../incoming-event/set-event-status.ts";
import { newId } from "../../platform/ids.ts";
import { testContext } from "../../testing/context.ts";
import { connectSender } from "../../testing/webhook-sender.ts";
import { readPreferWait } from "./prefer-wait.ts";

test.each([
  [null, 0],
  ["", 0],
  ["wait=5", 5],
  ["respond-async, wait=10", 10],
  ['Wait="7"; x=y', 7],
  ["wait=0", 0],
  ["wait=31", 30],
  ["wait=99999999999999999999", 0],
  ["wait=-1", 0],
  ["wait=abc", 0],
  ["waiting=5", 0],
])("Prefer: %s waits %i s", (header, seconds) => expect(readPreferWait(header)).toBe(seconds));

/** What the durable function does in the end, without what it does before: a suggestion, and the event pointing at it. */
async function suggest(
  ctx: Context,
  eventId: string,
): Promise<{ conversationId: string; suggestionId: string }> {
  const { workspaceId } = ctx;
  const [contactId, conversationId, suggestionId] = [newId(), newId(), newId()];
  const createdAt = new Date();
  const { prisma } = ctx.platform.database;
  await prisma.contact.create({
    data: {
      id: contactId,
      workspaceId,
      source: "custom",
      externalId: contactId,
      createdAt,
      updatedAt: createdAt,
    },
  });
  await prisma.conversation.create({
    data: {
      id: conversationId,
      workspaceId,
      contactId,
      namespace: "ticket.created",
      subject: "",
      status: "awaiting_review",
      createdAt,
      lastActivityAt: createdAt,
    },
  });
  await prisma.suggestion.create({
    data: {
      id: suggestionId,
      workspaceId,
      conversationId,
      eventId,
      runId: newId(),
      version: 1,
      status: "pending",
      text: "Hold the button for ten seconds.",
      language: "en",
      model: "builtin",
      checks: {},
      retrievedCount: 3,
      createdAt,
      citations: {
        create: {
          id: newId(),
          ordinal: 1,
          sentence: "Hold the button for ten seconds.",
          source: "event",
          field: "text",
          quote: "button",
        },
      },
    },
  });
  await setEventStatus(prisma, { ctx, eventId, status: "awaiting_review", conversationId, suggestionId });
  return { conversationId, suggestionId };
}

describe("a caller that waits", () => {
  const eventOf = async (ctx: Context) => {
    const { prisma } = ctx.platform.database;
    return expect
      .poll(() => prisma.incomingEvent.findFirst({ where: { workspaceId: ctx.workspaceId } }), {
        timeout: 5000,
      })
      .not.toBeNull()
      .then(() => prisma.incomingEvent.findFirstOrThrow({ where: { workspaceId: ctx.workspaceId } }));
  };

  test("gets the suggestion as soon as it is stored; a repeat finds it too", async () => {
    const ctx = await testContext();
    const { post } = await connectSender(ctx);
    const waiting = post('{"event_id":"w"}', { headers: { prefer: "wait=20" } });
    const { id } = await eventOf(ctx);
    const { conversationId, suggestionId } = await suggest(ctx, id);
    const suggestedAt = performance.now();
    const response = await waiting;
    expect(performance.now() - suggestedAt).toBeLessThan(1500);
    expect(response.status).toBe(200);
    expect(response.headers.get("preference-applied")).toBe("wait");
    expect(await response.json()).toEqual({
      status: "processed",
      event_id: id,
      request_id: expect.any(String),
      session_id: conversationId,
      suggestion_id: suggestionId,
      suggested_reply: "Hold the button for ten seconds.",
      retrieved_docs_count: 3,
      citations: [
        expect.objectContaining({
          source: "event",
          quote: "button",
          sentence: "Hold the button for ten seconds.",
        }),
      ],
    });

    const repeat = await post('{"event_id":"w"}', { headers: { prefer: "wait=20" } });
    expect(await repeat.json()).toMatchObject({
      status: "already_processed",
      event_id: id,
      session_id: conversationId,
      suggestion_id: suggestionId,
    });
  });

  test("gets 202 when the time is over, and at once when the event ends without a suggestion", async () => {
    const ctx = await testContext();
    const { post } = await connectSender(ctx);
    const started = performance.now();
    expect((await post('{"event_id":"late"}', { headers: { prefer: "wait=1" } })).status).toBe(202);
    expect(performance.now() - started).toBeGreaterThan(990);

    const other = await testContext();
    const waiting = (await connectSender(other)).post('{"event_id":"ignored"}', {
      headers: { prefer: "wait=20" },
    });
    const { id } = await eventOf(other);
    await setEventStatus(other.platform.database.prisma, { ctx: other, eventId: id, status: "ignored" });
    const ended = performance.now();
    expect((await waiting).status).toBe(202);
    expect(performance.now() - ended).toBeLessThan(1500);
  });
});
