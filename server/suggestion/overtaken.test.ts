import { expect, test } from "vitest";
import type { Context } from "../context.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { testContext } from "../testing/context.ts";
import { makeDraft } from "../testing/drafts.ts";
import { makeEndpoint, makeEvent } from "../testing/rows.ts";
import { approveSuggestion } from "./approve-suggestion.ts";

const statuses = async (ctx: Context) =>
  Object.fromEntries(
    (await ctx.platform.database.prisma.suggestion.findMany({ where: { workspaceId: ctx.workspaceId } })).map(
      ({ id, status }) => [id, status],
    ),
  );

/** An event of one type about an order, and a newer one of another type whose draft is ready first. */
async function overtake(ctx: Context, over: { entity?: string; otherEndpoint?: boolean } = {}) {
  const endpointId = await makeEndpoint(ctx);
  const event = await makeEvent(ctx, endpointId, {
    type: "order.shipped",
    mapped: { text: "older", contact: { id: "u1" }, entity: "o-1" },
  });
  const newer = await makeDraft(ctx, {
    endpointId: over.otherEndpoint ? await makeEndpoint(ctx) : endpointId,
    type: "order.delivered",
    entity: over.entity ?? "o-1",
  });
  const late = () => makeDraft(ctx, { endpointId, entity: "o-1", event });
  return { newer, late };
}

test("a draft that a newer event about the same thing overtook, in another conversation, is not offered", async () => {
  const ctx = await testContext();
  const { newer, late } = await overtake(ctx);
  const older = await late();
  expect(older.conversationId).not.toBe(newer.conversationId);
  expect(await statuses(ctx)).toEqual({
    [newer.suggestionId]: "pending",
    [older.suggestionId]: "superseded",
  });
  expect(await findEvent(ctx, older.eventId)).toMatchObject({ status: "done" });
});

test("nor is one that comes after the newer one was answered", async () => {
  const ctx = await testContext();
  const { newer, late } = await overtake(ctx);
  await approveSuggestion({ ctx, input: { id: newer.suggestionId } });
  const older = await late();
  expect((await statuses(ctx))[older.suggestionId]).toBe("superseded");
});

test.each([
  ["another thing", { entity: "o-2" }],
  ["a thing of the same name at another endpoint", { otherEndpoint: true }],
])("a newer event about %s overtakes nothing", async (_, over) => {
  const ctx = await testContext();
  const { newer, late } = await overtake(ctx, over);
  const older = await late();
  expect(await statuses(ctx)).toEqual({ [newer.suggestionId]: "pending", [older.suggestionId]: "pending" });
});
