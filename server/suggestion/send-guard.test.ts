import { expect, test } from "vitest";
import { addNote } from "../conversation/add-note.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { testContext } from "../testing/context.ts";
import { makeDraft } from "../testing/drafts.ts";
import { makeEvent } from "../testing/rows.ts";
import { approveSuggestion } from "./approve-suggestion.ts";
import { showConversation } from "./show-conversation.ts";

async function shown() {
  const ctx = await testContext();
  const draft = await makeDraft(ctx);
  const view = async () => showConversation({ ctx, input: { id: draft.conversationId } });
  const seenMessageId = (await view()).messages.at(-1)!.id;
  const send = (seen: string | null = seenMessageId) =>
    approveSuggestion({ ctx, input: { id: draft.suggestionId, seenMessageId: seen } });
  return { ctx, draft, view, send };
}

test("what was seen can be answered", async () => {
  const { send } = await shown();
  expect(await send()).toEqual({ deliveryId: expect.any(String) });
});

test("a message that came in meanwhile stops the reply, and nothing is sent or decided", async () => {
  const { ctx, draft, view, send } = await shown();
  const { eventId } = await makeEvent(ctx, draft.endpointId, {
    mapped: { text: "Forget it, it works", contact: { id: "u1" } },
  });
  await openConversation({ ctx, input: { eventId } });
  await expect(send()).rejects.toMatchObject({ code: "unseen_message", status: 409 });
  const after = await view();
  expect(after.suggestions.at(-1)!.status).toBe("pending");
  expect(after.deliveries).toEqual([]);
  expect(await send(after.messages.at(-1)!.id)).toEqual({ deliveryId: expect.any(String) });
});

test("so does a colleague's note, which neither the customer nor a draft ever sees", async () => {
  const { ctx, draft, view, send } = await shown();
  await addNote({
    ctx,
    input: { id: draft.conversationId, text: "Do not answer, I have her on the line" },
  });
  await expect(send()).rejects.toMatchObject({ code: "unseen_message" });
  await expect(send(null)).rejects.toMatchObject({ code: "unseen_message" });
  const note = (await view()).messages.at(-1)!;
  expect(note).toMatchObject({ direction: "note", author: { kind: "system" } });
  await send(note.id);
  const { payload } = await ctx.platform.database.prisma.delivery.findFirstOrThrow({
    where: { workspaceId: ctx.workspaceId },
  });
  expect(payload).not.toContain("on the line");
});

test.each(["", "  \n"])("a note of %j is refused", async (text) => {
  const { ctx, draft } = await shown();
  await expect(addNote({ ctx, input: { id: draft.conversationId, text } })).rejects.toMatchObject({
    name: "ZodError",
  });
});
