import { expect, test } from "vitest";
import type { Context } from "../context.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { DeliveryPayload } from "../delivery/schema.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { updatePlaybook } from "../playbook/update-playbook.ts";
import { testContext } from "../testing/context.ts";
import { makeDraft, passedChecks as passed, draftText as text } from "../testing/drafts.ts";
import { makeEndpoint, makeEvent } from "../testing/rows.ts";
import { approveByPlaybook } from "./approve-by-playbook.ts";
import { approveSuggestion } from "./approve-suggestion.ts";
import { giveUpOnEvent } from "./give-up-on-event.ts";
import { rejectSuggestion } from "./reject-suggestion.ts";
import { saveDraft } from "./save-draft.ts";
import { settleDelivery } from "./settle-delivery.ts";
import { showConversation } from "./show-conversation.ts";

const show = (ctx: Context, id: string) => showConversation({ ctx, input: { id } });

test("a saved draft waits in front of an agent with its frozen evidence", async () => {
  const ctx = await testContext();
  const { eventId, conversationId, suggestionId } = await makeDraft(ctx);
  const view = await show(ctx, conversationId);
  expect(view.conversation).toMatchObject({ status: "awaiting_review", attention: null });
  expect(view.suggestions).toMatchObject([
    {
      id: suggestionId,
      status: "pending",
      version: 1,
      citations: [{ quote: "Hold the button.", start: 4, end: 20 }],
    },
  ]);
  expect(await findEvent(ctx, eventId)).toMatchObject({ status: "awaiting_review", suggestionId });
});

test("an approval is one decision, one delivery, one outbox row; the second one is refused", async () => {
  const ctx = await testContext();
  const { eventId, conversationId, suggestionId } = await makeDraft(ctx);
  const edited = "Hold the button for ten seconds.";
  const attempts = await Promise.allSettled(
    Array.from({ length: 8 }, () => approveSuggestion({ ctx, input: { id: suggestionId, text: edited } })),
  );
  expect(attempts.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(1);
  for (const attempt of attempts)
    if (attempt.status === "rejected")
      expect(attempt.reason).toMatchObject({ code: "already_decided", status: 409 });

  const db = ctx.platform.database.prisma;
  const [delivery, ...others] = await db.delivery.findMany({ where: { workspaceId: ctx.workspaceId } });
  expect(others).toEqual([]);
  const payload = JSON.parse(delivery!.payload) as DeliveryPayload;
  expect(payload).toMatchObject({ type: "message.send", data: { delivery_id: delivery!.id, text: edited } });
  // The cited sentence is no longer in the text: its evidence is not sent along.
  expect(payload.data.citations).toEqual([]);
  expect(await db.outbox.findMany({ where: { workspaceId: ctx.workspaceId } })).toMatchObject([
    { name: "suggestion/approved", data: { deliveryId: delivery!.id } },
  ]);
  const view = await show(ctx, conversationId);
  expect(view.conversation.status).toBe("answered");
  expect(view.messages.at(-1)).toMatchObject({ direction: "outbound", text: edited });
  expect(view.suggestions).toMatchObject([{ status: "approved", text, finalText: edited }]);
  expect(await findEvent(ctx, eventId)).toMatchObject({ status: "done" });
});

test("what was rejected can be neither approved nor rejected again, and nothing is sent", async () => {
  const ctx = await testContext();
  const { conversationId, suggestionId } = await makeDraft(ctx);
  await rejectSuggestion({ ctx, input: { id: suggestionId, reason: "wrong product" } });
  await expect(approveSuggestion({ ctx, input: { id: suggestionId } })).rejects.toMatchObject({
    code: "already_decided",
  });
  await expect(rejectSuggestion({ ctx, input: { id: suggestionId } })).rejects.toMatchObject({
    code: "already_decided",
  });
  const view = await show(ctx, conversationId);
  expect(view).toMatchObject({
    deliveries: [],
    suggestions: [{ status: "rejected", rejectReason: "wrong product" }],
  });
});

test("another workspace's suggestion does not exist", async () => {
  const ctx = await testContext();
  const { suggestionId } = await makeDraft(ctx);
  const stranger = await testContext();
  await expect(approveSuggestion({ ctx: stranger, input: { id: suggestionId } })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(rejectSuggestion({ ctx: stranger, input: { id: suggestionId } })).rejects.toMatchObject({
    code: "not_found",
  });
});

test.each(["", " \n", "a\u0000b", "\ud800"])("a text of %j cannot be approved", async (text) => {
  const ctx = await testContext();
  const { suggestionId } = await makeDraft(ctx);
  await expect(approveSuggestion({ ctx, input: { id: suggestionId, text } })).rejects.toMatchObject({
    name: "ZodError",
  });
});

test("a newer event about the same entity supersedes the pending draft, in its own conversation too", async () => {
  const ctx = await testContext();
  const older = await makeDraft(ctx, { type: "order.shipped", entity: "o-1" });
  const unrelated = await makeDraft(ctx, {
    endpointId: older.endpointId,
    type: "order.shipped",
    entity: "o-2",
  });
  const newer = await makeDraft(ctx, {
    endpointId: older.endpointId,
    type: "order.delivered",
    entity: "o-1",
  });
  const status = async (conversationId: string) =>
    (await show(ctx, conversationId)).suggestions.map((s) => s.status);
  expect(await status(older.conversationId)).toEqual(["superseded"]);
  expect(await status(unrelated.conversationId)).toEqual(["pending"]);
  expect(await status(newer.conversationId)).toEqual(["pending"]);
  expect((await show(ctx, older.conversationId)).conversation.status).toBe("open");
  await expect(approveSuggestion({ ctx, input: { id: older.suggestionId } })).rejects.toMatchObject({
    code: "already_decided",
  });
});

test("of drafts about one thing that end at the same moment, one is left to decide", async () => {
  const ctx = await testContext();
  const endpointId = await makeEndpoint(ctx);
  const everyone = Promise.withResolvers<void>();
  let missing = 12;
  const meet = () => {
    if (--missing === 0) everyone.resolve();
    return everyone.promise;
  };
  const drafts = await Promise.all(
    Array.from({ length: 12 }, (_, i) => makeDraft(ctx, { endpointId, entity: `o-${i % 3}`, meet })),
  );
  const conversations = [...new Set(drafts.map(({ conversationId }) => conversationId))];
  expect(conversations).toHaveLength(3);
  for (const id of conversations) {
    const { suggestions } = await show(ctx, id);
    expect(suggestions.filter(({ status }) => status === "pending")).toHaveLength(1);
  }
});

test("a draft that a newer event overtook is not offered", async () => {
  const ctx = await testContext();
  const endpointId = await makeEndpoint(ctx);
  const late = await makeEvent(ctx, endpointId, { mapped: { text: "older", contact: { id: "u1" } } });
  const newer = await makeDraft(ctx, { endpointId });
  const { conversationId } = await openConversation({ ctx, input: { eventId: late.eventId } });
  expect(conversationId).toBe(newer.conversationId);
  await saveDraft({
    ctx,
    input: {
      event: { id: late.eventId, endpointId, entity: undefined },
      conversationId,
      runId: late.runId,
      playbook: { id: newer.playbookId, channelId: null },
      language: "en",
      model: "extractive",
      retrievedCount: 0,
      text,
      citations: [],
      checks: passed,
    },
  });
  expect((await show(ctx, conversationId)).suggestions.map((s) => s.status)).toEqual([
    "pending",
    "superseded",
  ]);
});

test("a playbook sends by itself only when everything allows it", async () => {
  const ctx = await testContext();
  const tryAuto = async (over: Parameters<typeof makeDraft>[1]) => {
    const draft = await makeDraft(ctx, { autonomy: "auto", ...over });
    return (await approveByPlaybook({ ctx, input: draft })).deliveryId;
  };
  expect(await tryAuto({})).toEqual(expect.any(String));
  expect(await tryAuto({ autonomy: "suggest" })).toBeNull();
  expect(await tryAuto({ cause: "replay" })).toBeNull();
  expect(await tryAuto({ verified: false })).toBeNull();
  expect(await tryAuto({ checks: { ...passed, passed: false } })).toBeNull();
  const within = async (on: boolean) => {
    const draft = await makeDraft(ctx, { autonomy: "auto" });
    const inThreeDays = ((new Date().getUTCDay() + 2) % 7) + 1;
    const days = on ? [1, 2, 3, 4, 5, 6, 7] : [inThreeDays];
    const workingHours = { zone: "UTC", spans: [{ days, from: "00:00", to: "24:00" }] };
    await updatePlaybook({ ctx, input: { id: draft.playbookId, workingHours } });
    return (await approveByPlaybook({ ctx, input: draft })).deliveryId;
  };
  expect(await within(true)).toEqual(expect.any(String));
  expect(await within(false)).toBeNull();
  await ctx.platform.database.prisma.workspace.update({
    where: { id: ctx.workspaceId },
    data: { autoSend: false },
  });
  expect(await tryAuto({})).toBeNull();
});

test("the end of a delivery reaches the conversation", async () => {
  const ctx = await testContext();
  const { conversationId, suggestionId } = await makeDraft(ctx);
  const { deliveryId } = await approveSuggestion({ ctx, input: { id: suggestionId } });
  const db = ctx.platform.database.prisma;
  await db.delivery.updateMany({ where: { id: deliveryId }, data: { status: "failed" } });
  await settleDelivery({ ctx, input: { deliveryId } });
  expect((await show(ctx, conversationId)).conversation).toMatchObject({
    status: "open",
    attention: "delivery_failed",
  });
  await db.delivery.updateMany({ where: { id: deliveryId }, data: { status: "sent" } });
  await settleDelivery({ ctx, input: { deliveryId } });
  expect((await show(ctx, conversationId)).suggestions[0]!.status).toBe("sent");
});

test("a run that gives up leaves its event with an agent, or marked failed when nobody has it", async () => {
  const ctx = await testContext();
  const { eventId } = await makeEvent(ctx, await makeEndpoint(ctx), { mapped: { text: "x" } });
  await giveUpOnEvent({ ctx, input: { eventId, reason: "It failed." } });
  expect(await findEvent(ctx, eventId)).toMatchObject({ status: "failed", statusReason: "It failed." });
  const { conversationId } = await openConversation({ ctx, input: { eventId } });
  await giveUpOnEvent({ ctx, input: { eventId, reason: "It failed again." } });
  expect(await findEvent(ctx, eventId)).toMatchObject({
    status: "awaiting_review",
    statusReason: "It failed again.",
  });
  expect((await show(ctx, conversationId)).conversation).toMatchObject({
    status: "awaiting_review",
    attention: "failed",
  });
});
