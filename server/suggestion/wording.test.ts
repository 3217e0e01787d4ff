import { expect, test } from "vitest";
import { updateChannel } from "../channel/update-channel.ts";
import type { Context } from "../context.ts";
import { messagesOf } from "../conversation/store.ts";
import { getDelivery } from "../delivery/get-delivery.ts";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { testContext } from "../testing/context.ts";
import { oneOfEverything } from "../testing/one-of-everything.ts";
import { approveSuggestion } from "./approve-suggestion.ts";
import { previewWording } from "./preview-wording.ts";

const en = "Dear {{ contact.name }},\n\n{{ reply }}\n\nBest wishes, {{ agent.name }} ({{ event.type }})";

/** A pending English suggestion that goes by a channel with this wording. */
async function pending(wording: object) {
  const base = await testContext({ outbound: createOutbound({ allowPrivateHosts: [] }) });
  const ctx: Context = { ...base, actor: { kind: "user", id: "0", name: "Mira" } as Context["actor"] };
  const ids = await oneOfEverything(base);
  await updateChannel({ ctx: base, input: { id: ids.channels!, wording } });
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.suggestion.update({
    where: { workspaceId_id: { workspaceId, id: ids.suggestions! } },
    data: { channelId: ids.channels! },
  });
  return { ctx: { ...ctx, actor: base.actor }, asMira: ctx, ids };
}

test("what is approved is worded by its channel: the customer, the thread and the record have the same text", async () => {
  const { ctx, ids } = await pending({ en });
  const { deliveryId } = await approveSuggestion({
    ctx,
    input: { id: ids.suggestions!, text: "It left {{today}}." },
  });
  const worded = "Dear Ada,\n\nIt left {{today}}.\n\nBest wishes,  (ticket.created)";
  expect((await getDelivery({ ctx, input: { id: deliveryId } })).payload.data.text).toBe(worded);
  const messages = await messagesOf(ctx.platform.database.prisma, ctx.workspaceId, ids.conversations!);
  expect(messages.at(-1)).toMatchObject({ direction: "outbound", text: worded });
});

test("a channel without a template for the language leaves it as it was approved", async () => {
  const { ctx, ids } = await pending({ zh: "{{ reply }}\n祝好" });
  const { deliveryId } = await approveSuggestion({ ctx, input: { id: ids.suggestions! } });
  expect((await getDelivery({ ctx, input: { id: deliveryId } })).payload.data.text).toBe("It is on its way.");
});

test("a template is tried on a real reply before it is saved, and measured", async () => {
  const { asMira, ids } = await pending({});
  expect(await previewWording({ ctx: asMira, input: { template: en, language: "en" } })).toMatchObject({
    on: ids.suggestions,
    replies: [{ id: ids.suggestions, contactName: "Ada", eventType: "ticket.created" }],
    text: "Dear Ada,\n\nIt is on its way.\n\nBest wishes, Mira (ticket.created)",
    measured: { segments: { encoding: "GSM-7", count: 1 } },
    problem: null,
  });
  expect(
    await previewWording({ ctx: asMira, input: { template: "{{ reply", language: "en" } }),
  ).toMatchObject({ text: null, problem: expect.any(String) });
  expect(
    await previewWording({ ctx: asMira, input: { template: "{{ reply }}", language: "zh" } }),
  ).toMatchObject({ on: null, replies: [], text: null });
});
