import { afterEach, describe, expect, it } from "vitest";
import { createChannel } from "../../channel/create-channel.ts";
import { pauseChannel } from "../../channel/pause-channel.ts";
import type { Sending } from "../../channel/sending/schema.ts";
import { updateChannel } from "../../channel/update-channel.ts";
import type { Context } from "../../context.ts";
import { createOutbound } from "../../platform/outbound-fetch.ts";
import { type Answer, closeProviders, provider } from "../../testing/channel-provider.ts";
import { testContext } from "../../testing/context.ts";
import { makeDelivery, makeThread } from "../../testing/deliveries.ts";
import { attemptDelivery } from "../attempt-delivery.ts";
import { cancelDelivery } from "../cancel-delivery.ts";
import { getDelivery } from "../get-delivery.ts";
import { retryDelivery } from "../retry-delivery.ts";

afterEach(closeProviders);

/** Two channels to real receivers on loopback, the first with these settings, and a clock that the test moves. */
async function desk(sending: Sending = {}, answer: { now: Answer } = { now: {} }) {
  const [first, second] = [await provider(() => answer.now), await provider(() => ({}))];
  const base = await testContext({
    outbound: createOutbound({ allowPrivateHosts: [first.host, second.host] }),
  });
  const clock = { now: new Date("2026-11-23T18:00:00.000Z") };
  const ctx: Context = { ...base, now: () => clock.now };
  const make = (name: string, url: string, over: { sending?: Sending } = {}) =>
    createChannel({ ctx, input: { kind: "webhook", name, config: { url }, ...over } });
  const fallback = await make("B", second.url);
  const channel = await make("A", first.url, { sending });
  const withFallback = () =>
    updateChannel({
      ctx,
      input: { id: channel.id, sending: { ...sending, fallback_channel_id: fallback.id } },
    });
  const attempt = (deliveryId: string, number = 1, round = 1, before = 0) =>
    attemptDelivery({ ctx, input: { deliveryId, number, round, before } });
  const shown = (id: string) => getDelivery({ ctx, input: { id } });
  return { ctx, clock, first, second, channel, fallback, withFallback, attempt, shown, answer };
}

/** The runs that were started anew, newest first. */
async function started(ctx: Context) {
  const rows = await ctx.platform.database.prisma.outbox.findMany({
    where: { workspaceId: ctx.workspaceId, name: "delivery/retried" },
    orderBy: { id: "desc" },
  });
  return rows.map(({ data }) => data as { deliveryId: string; round: number; before: number });
}

const quiet_hours = { time_zone: "Asia/Shanghai", from: "22:00", to: "08:00" };
const minute = 60_000;

describe("quiet hours", () => {
  it("keep a reply until they end; it says so, may be cancelled, and cannot be hurried", async () => {
    const { ctx, clock, first, channel, attempt, shown } = await desk({ quiet_hours });
    const id = await makeDelivery(ctx, channel.id);
    expect(await attempt(id)).toEqual({ outcome: "wait", delayMs: 6 * 60 * minute });
    expect(await shown(id)).toMatchObject({
      status: "queued",
      waitsFor: "quiet_hours",
      nextAttemptAt: new Date("2026-11-24T00:00:00Z"),
      attempts: [],
    });
    await expect(retryDelivery({ ctx, input: { id } })).rejects.toMatchObject({ code: "already_decided" });
    const other = await makeDelivery(ctx, channel.id);
    await attempt(other);
    await cancelDelivery({ ctx, input: { id: other } });
    expect(first.heard).toEqual([]);
    clock.now = new Date("2026-11-24T00:00:00Z");
    expect(await attempt(id)).toEqual({ outcome: "sent" });
    expect(await shown(id)).toMatchObject({ status: "sent", waitsFor: null, nextAttemptAt: null });
    expect(await attempt(other)).toEqual({ outcome: "superseded" });
    expect(first.heard).toHaveLength(1);
  });
});

describe("a rate limit", () => {
  it("gives each of many a turn of its own, whoever asks at the same time", async () => {
    const { ctx, clock, first, channel, attempt } = await desk({ rate_limit: { count: 20, per: "minute" } });
    const ids = await Promise.all(Array.from({ length: 8 }, () => makeDelivery(ctx, channel.id)));
    const outcomes = await Promise.all(ids.map((id) => attempt(id)));
    const waits = outcomes.map((one) => (one.outcome === "wait" ? one.delayMs : 0)).sort((a, b) => a - b);
    expect(waits).toEqual([0, 3000, 6000, 9000, 12_000, 15_000, 18_000, 21_000]);
    expect(first.heard).toHaveLength(1);
    // Each goes in its turn, without asking for another.
    const start = clock.now.getTime();
    for (const turn of waits.slice(1)) {
      clock.now = new Date(start + turn);
      const index = outcomes.findIndex((one) => one.outcome === "wait" && one.delayMs === turn);
      expect(await attempt(ids[index]!)).toEqual({ outcome: "sent" });
    }
    expect(first.heard).toHaveLength(8);
  });
});

describe("within a conversation", () => {
  it("a reply waits for the one before it, and goes once that is through", async () => {
    const { ctx, clock, first, channel, attempt, shown, answer } = await desk();
    const conversationId = await makeThread(ctx);
    const [one, two] = [
      await makeDelivery(ctx, channel.id, { conversationId }),
      await makeDelivery(ctx, channel.id, { conversationId }),
    ];
    const elsewhere = await makeDelivery(ctx, channel.id);
    expect(await attempt(two)).toEqual({ outcome: "wait", delayMs: 1000 });
    answer.now = { status: 500 };
    expect(await attempt(one)).toMatchObject({ outcome: "retry" });
    expect(await attempt(two)).toMatchObject({ outcome: "wait" });
    expect(await shown(two)).toMatchObject({ waitsFor: "earlier_reply" });
    answer.now = {};
    expect(await attempt(elsewhere)).toEqual({ outcome: "sent" });
    clock.now = new Date(clock.now.getTime() + minute);
    expect(await attempt(one, 2)).toEqual({ outcome: "sent" });
    expect(await attempt(two)).toEqual({ outcome: "sent" });
    const order = first.heard.map(({ headers }) => headers["webhook-id"]);
    expect(order).toEqual([one, elsewhere, one, two]);
  });
});

describe("a fallback channel", () => {
  it("takes over while the channel is paused", async () => {
    const { ctx, first, second, channel, fallback, withFallback, attempt, shown } = await desk();
    await withFallback();
    await pauseChannel({ ctx, input: { id: channel.id } });
    const id = await makeDelivery(ctx, channel.id);
    expect(await attempt(id)).toEqual({ outcome: "rerouted" });
    const [run] = await started(ctx);
    expect(run).toEqual({
      workspaceId: ctx.workspaceId,
      deliveryId: id,
      channelId: fallback.id,
      round: 2,
      before: 0,
    });
    // The step that a crash repeats does nothing more.
    expect(await attempt(id)).toEqual({ outcome: "superseded" });
    expect(await attempt(id, 1, run!.round, run!.before)).toEqual({ outcome: "sent" });
    expect(await shown(id)).toMatchObject({
      channelId: fallback.id,
      fallbackFrom: channel.id,
      status: "sent",
    });
    expect([first.heard.length, second.heard.length]).toEqual([0, 1]);
  });

  it("takes over what was refused for good, once, under the same key", async () => {
    const { ctx, second, channel, withFallback, attempt, shown } = await desk({}, { now: { status: 410 } });
    await withFallback();
    const id = await makeDelivery(ctx, channel.id);
    expect(await attempt(id)).toEqual({ outcome: "rerouted" });
    const [run] = await started(ctx);
    expect(await attempt(id, 1, run!.round, run!.before)).toEqual({ outcome: "sent" });
    expect(second.heard[0]!.headers["idempotency-key"]).toBe(id);
    expect((await shown(id)).attempts).toMatchObject([
      { number: 1, outcome: "failed", httpStatus: 410, channelId: channel.id },
      { number: 2, outcome: "sent" },
    ]);
  });

  it.each([
    ["a failing server, which may have taken it", { status: 500 } as Answer],
    ["a line that broke behind the request", "hang up" as Answer],
  ])("leaves alone what may have arrived: %s", async (_, answers) => {
    const { ctx, second, channel, withFallback, attempt, answer } = await desk({}, { now: answers });
    await withFallback();
    const id = await makeDelivery(ctx, channel.id);
    expect(await attempt(id)).toMatchObject({ outcome: "retry" });
    answer.now = { status: 410 };
    expect(await attempt(id, 2)).toEqual({ outcome: "held" });
    expect(second.heard).toEqual([]);
  });

  it("is one of the workspace's other channels", async () => {
    const { ctx, channel } = await desk();
    const other = await desk();
    for (const fallback_channel_id of [channel.id, other.channel.id])
      await expect(
        updateChannel({ ctx, input: { id: channel.id, sending: { fallback_channel_id } } }),
      ).rejects.toMatchObject({ code: "invalid_input" });
  });
});
