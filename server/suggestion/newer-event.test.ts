import { expect, test } from "vitest";
import type { Context } from "../context.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { testContext } from "../testing/context.ts";
import { makeDraft } from "../testing/drafts.ts";
import { makeEndpoint, makeEvent } from "../testing/rows.ts";
import { approveByPlaybook } from "./approve-by-playbook.ts";
import { approveSuggestion } from "./approve-suggestion.ts";
import { showConversation } from "./show-conversation.ts";

/** A parcel that is said to be on its way, in a draft; and what arrives about it afterwards, not drafted yet. */
async function shipped(over: { autonomy?: "auto" } = {}) {
  const ctx = await testContext();
  const endpointId = await makeEndpoint(ctx);
  const draft = await makeDraft(ctx, { endpointId, type: "parcel.shipped", entity: "P-1", ...over });
  const happens = async (
    event: { type?: string; entity?: string; text?: string; endpointId?: string } = {},
  ) => {
    const { eventId } = await makeEvent(ctx, event.endpointId ?? endpointId, {
      type: event.type ?? "parcel.delivered",
      mapped: {
        contact: { id: "u1" },
        entity: event.entity ?? "P-1",
        ...(event.text && { text: event.text }),
      },
    });
    const { conversationId } = await openConversation({ ctx, input: { eventId } });
    return { eventId, conversationId };
  };
  const send = (seenEventId?: string) =>
    approveSuggestion({ ctx, input: { id: draft.suggestionId, seenEventId } });
  return { ctx, draft, happens, send };
}

const changesOf = async (ctx: Context, subjectId: string) =>
  ctx.platform.database.prisma.change.count({ where: { workspaceId: ctx.workspaceId, subjectId } });

test("a reply is not sent past a newer event about the same thing, in whichever conversation, until that was read", async () => {
  const { ctx, draft, happens, send } = await shipped();
  const before = await changesOf(ctx, draft.conversationId);
  const newer = await happens({ text: "Left  with\nthe neighbour" });
  expect(newer.conversationId).not.toBe(draft.conversationId);
  await expect(send()).rejects.toMatchObject({
    code: "newer_event",
    status: 409,
    message:
      'Something happened to P-1 after this was drafted: parcel.delivered ("Left with the neighbour"). Read it, then send.',
  });
  const view = await showConversation({ ctx, input: { id: draft.conversationId } });
  expect(view.suggestions.at(-1)!.status).toBe("pending");
  expect(view.deliveries).toEqual([]);
  expect(view.newerEvents).toMatchObject([{ id: newer.eventId, conversationId: newer.conversationId }]);
  // Its screen was told to look again.
  expect(await changesOf(ctx, draft.conversationId)).toBe(before + 1);

  // One more, which was not read yet.
  await happens({ type: "parcel.returned" });
  await expect(send(newer.eventId)).rejects.toMatchObject({
    message: "Something happened to P-1 after this was drafted: parcel.returned. Read it, then send.",
  });
  const { newerEvents } = await showConversation({ ctx, input: { id: draft.conversationId } });
  expect(newerEvents.map(({ type }) => type)).toEqual(["parcel.returned", "parcel.delivered"]);
  expect(await send(newerEvents[0]!.id)).toEqual({ deliveryId: expect.any(String) });
  expect((await showConversation({ ctx, input: { id: draft.conversationId } })).newerEvents).toEqual([]);
});

test.each([
  ["another thing", async () => ({ entity: "P-2" })],
  ["the same name at another endpoint", async (ctx: Context) => ({ endpointId: await makeEndpoint(ctx) })],
])("an event about %s holds nothing back", async (_, over) => {
  const { ctx, happens, send } = await shipped();
  await happens(await over(ctx));
  expect(await send()).toEqual({ deliveryId: expect.any(String) });
});

test("nor does one that no conversation was opened for", async () => {
  const { ctx, draft, send } = await shipped();
  await makeEvent(ctx, draft.endpointId, { type: "parcel.scanned", mapped: { entity: "P-1" } });
  expect(await send()).toEqual({ deliveryId: expect.any(String) });
});

test("a playbook sends nothing stale either", async () => {
  const { ctx, draft, happens } = await shipped({ autonomy: "auto" });
  const approve = () => approveByPlaybook({ ctx, input: draft });
  await happens();
  expect(await approve()).toEqual({ deliveryId: null });
});
