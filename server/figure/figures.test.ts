import { describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { makeEndpoint, makeEvent } from "../testing/rows.ts";
import { showFigures } from "./show-figures.ts";

const hour = 3_600_000;

/** An event at `at`, drafted a second later, and decided about after so many minutes. */
async function handled(
  ctx: Context,
  endpointId: string,
  what: {
    at: Date;
    minutes?: number;
    status: string;
    finalText?: string;
    kind?: string;
    abstained?: boolean;
    late?: boolean;
  },
) {
  const { prisma } = ctx.platform.database;
  const { workspaceId } = ctx;
  const { eventId, runId } = await makeEvent(ctx, endpointId, {
    mapped: { text: "Where is it?", contact: { id: newId() } },
  });
  const { conversationId } = await openConversation({ ctx, input: { eventId } });
  const decidedAt = what.minutes === undefined ? null : new Date(what.at.getTime() + what.minutes * 60_000);
  const id = newId();
  await prisma.incomingEvent.updateMany({ where: { id: eventId }, data: { receivedAt: what.at } });
  await prisma.message.updateMany({ where: { eventId }, data: { createdAt: what.at } });
  await prisma.suggestion.create({
    data: {
      ...{
        id,
        workspaceId,
        conversationId,
        eventId,
        runId,
        version: 1,
        status: what.status,
        text: "It is near.",
      },
      ...{ language: "en", model: "m", checks: { abstained: what.abstained ?? false }, retrievedCount: 0 },
      ...{
        finalText: what.finalText ?? null,
        decidedBy: { kind: what.kind ?? "user" },
        decidedAt,
        createdAt: what.at,
      },
    },
  });
  if (decidedAt && what.status === "sent")
    await prisma.message.create({
      data: {
        ...{ id: newId(), workspaceId, conversationId, direction: "outbound", text: "It is near." },
        ...{ suggestionId: id, author: {}, createdAt: decidedAt },
      },
    });
  await prisma.conversation.updateMany({
    where: { id: conversationId },
    data: {
      createdAt: what.at,
      lastActivityAt: decidedAt ?? what.at,
      status: decidedAt ? "answered" : "awaiting_review",
    },
  });
  return { conversationId, suggestionId: id };
}

describe("the figures of the last fourteen days", () => {
  test("count each thing once, on its day in the zone of whoever looks", async () => {
    // Two in the afternoon in Shanghai: what lies 30 and 50 hours back is on different days.
    const now = new Date("2026-11-23T06:00:00Z");
    const ctx = { ...(await testContext()), now: () => now };
    const { prisma } = ctx.platform.database;
    const endpointId = await makeEndpoint(ctx);
    const ago = (hours: number) => new Date(now.getTime() - hours * hour);
    await handled(ctx, endpointId, { at: ago(50), minutes: 10, status: "sent", finalText: "It is near." });
    await handled(ctx, endpointId, { at: ago(50), minutes: 30, status: "sent", finalText: "It is here." });
    const { suggestionId, conversationId } = await handled(ctx, endpointId, {
      ...{ at: ago(50), minutes: 20, status: "sent", kind: "playbook", finalText: "It is near." },
    });
    await handled(ctx, endpointId, { at: ago(3), minutes: 5, status: "rejected", abstained: true });
    await handled(ctx, endpointId, { at: ago(2), status: "pending", abstained: true });
    await handled(ctx, endpointId, { at: ago(30), status: "pending" });
    // Too long ago to be counted; somebody else's.
    await handled(ctx, endpointId, { at: ago(24 * 15), minutes: 600, status: "sent" });
    const other = await testContext();
    await handled(other, await makeEndpoint(other), { at: ago(2), status: "pending" });
    await prisma.delivery.create({
      data: {
        ...{ id: newId(), workspaceId: ctx.workspaceId, suggestionId, conversationId, status: "failed" },
        ...{ payload: "{}", createdAt: ago(49), updatedAt: ago(49) },
      },
    });

    const figures = await showFigures({ ctx, input: { timeZone: "Asia/Shanghai" } });
    expect(figures.days).toHaveLength(14);
    expect(figures.events).toBe(6);
    expect(figures.days.reduce((sum, day) => sum + day.events, 0)).toBe(6);
    const on = (at: Date) => figures.days.findLast((day) => day.start <= at)!;
    expect(on(ago(50)).events).toBe(3);
    expect(on(ago(50)).decisions).toEqual({ unedited: 1, edited: 1, byPlaybook: 1, rejected: 0 });
    expect(on(ago(50)).firstResponseSeconds).toBe(20 * 60);
    expect(figures.decisions).toEqual({ unedited: 1, edited: 1, byPlaybook: 1, rejected: 1 });
    expect([figures.drafts, figures.abstained]).toEqual([6, 2]);
    expect(figures.firstResponse).toEqual({ answered: 3, medianSeconds: 1200, p90Seconds: 1680 });
    expect(figures.waiting).toMatchObject({ count: 2, underHour: 0, underFour: 1, underDay: 0, longer: 1 });
    expect(figures.waiting.oldestSince).toEqual(ago(30));
    expect(figures.deliveriesFailed).toBe(1);
  });

  test("are zeros and nulls in an empty workspace", async () => {
    const figures = await showFigures({ ctx: await testContext(), input: { timeZone: "UTC" } });
    expect(figures).toMatchObject({
      ...{ events: 0, duplicates: 0, refused: 0, drafts: 0, deliveriesFailed: 0 },
      firstResponse: { answered: 0, medianSeconds: null, p90Seconds: null },
      waiting: { count: 0, oldestSince: null },
    });
  });
});
