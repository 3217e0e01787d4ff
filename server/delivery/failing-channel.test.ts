import { afterEach, describe, expect, it } from "vitest";
import { createChannel } from "../channel/create-channel.ts";
import { troubledEverywhere } from "../channel/failing/store.ts";
import { getChannel } from "../channel/get-channel.ts";
import { pausedAfter } from "../channel/rules.ts";
import { updateChannel } from "../channel/update-channel.ts";
import type { Context } from "../context.ts";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { type Answer, closeProviders, provider } from "../testing/channel-provider.ts";
import { testContext } from "../testing/context.ts";
import { makeDelivery } from "../testing/deliveries.ts";
import { attemptDelivery } from "./attempt-delivery.ts";
import { getDelivery } from "./get-delivery.ts";
import { resumeChannel } from "./resume-channel.ts";
import { maxAttempts } from "./rules.ts";

afterEach(closeProviders);

/** A channel to a real receiver on loopback that answers as `answer.now` says, and a clock that the test moves. */
async function desk(kind: "webhook" | "slack" = "webhook") {
  const answer: { now: Answer } = { now: kind === "slack" ? { body: { ok: true } } : {} };
  const there = await provider(() => answer.now);
  const base = await testContext({ outbound: createOutbound({ allowPrivateHosts: [there.host] }) });
  const clock = { now: new Date("2026-11-23T10:00:00.000Z") };
  const ctx: Context = { ...base, now: () => clock.now };
  const { id } = await createChannel({
    ctx,
    input:
      kind === "slack"
        ? { kind, name: "Slack", config: { base_url: there.url }, secret: "xoxb-1" }
        : { kind, name: "Shop", config: { url: `${there.url}/hook` } },
  });
  const attempt = (deliveryId: string, input: object = { number: 1 }) =>
    attemptDelivery({ ctx, input: { deliveryId, number: 1, ...input } });
  const channel = () => getChannel({ ctx, input: { id } });
  const status = async (deliveryId: string) => (await getDelivery({ ctx, input: { id: deliveryId } })).status;
  return { ctx, there, answer, clock, id, attempt, channel, status };
}

const started = async (ctx: Context) =>
  (
    await ctx.platform.database.prisma.outbox.findMany({
      where: { workspaceId: ctx.workspaceId, name: "delivery/retried" },
      orderBy: { id: "asc" },
    })
  ).map(({ data }) => data as { deliveryId: string; round: number; before: number });

const pauses = (ctx: Context) =>
  ctx.platform.database.prisma.auditEntry.findMany({
    where: { workspaceId: ctx.workspaceId, action: "channel.pause" },
  });

describe("a destination that is gone for good", () => {
  it("pauses its channel, once, whoever met it at the same time; every reply waits and goes when it is resumed", async () => {
    const { ctx, there, answer, id, attempt, channel, status } = await desk();
    answer.now = { status: 410 };
    const ids = await Promise.all([1, 2, 3].map(() => makeDelivery(ctx, id)));
    for (const met of await Promise.all(ids.map((one) => attempt(one)))) expect(met.outcome).toBe("held");
    expect(await channel()).toMatchObject({
      pausedAt: ctx.now(),
      pauseReason: "gone",
      failingError: "The receiver answered 410.",
    });
    expect(await pauses(ctx)).toMatchObject([
      { after: { name: "Shop", reason: "gone", error: "The receiver answered 410." } },
    ]);
    expect(await troubledEverywhere(ctx.platform.database.prisma)).toContainEqual({
      state: "stopped",
      count: expect.any(Number),
    });
    // The next one is not even tried.
    const heard = there.heard.length;
    const next = await makeDelivery(ctx, id);
    expect(await attempt(next)).toEqual({ outcome: "held" });
    expect(there.heard).toHaveLength(heard);

    answer.now = {};
    expect(await resumeChannel({ ctx, input: { id } })).toEqual({ released: 4 });
    expect(await channel()).toMatchObject({ pausedAt: null, pauseReason: null, failedInARow: 0 });
    for (const run of await started(ctx))
      expect(await attempt(run.deliveryId, run)).toEqual({ outcome: "sent" });
    for (const one of [...ids, next]) expect(await status(one)).toBe("sent");
  });

  it("leaves its replies to the fallback, where there is one", async () => {
    const { ctx, there, answer, id, attempt, channel, status } = await desk();
    const fallback = await createChannel({
      ctx,
      input: { kind: "webhook", name: "Spare", config: { url: `${there.url}/spare` } },
    });
    await updateChannel({ ctx, input: { id, sending: { fallback_channel_id: fallback.id } } });
    answer.now = { status: 410 };
    const one = await makeDelivery(ctx, id);
    expect(await attempt(one)).toEqual({ outcome: "rerouted" });
    answer.now = {};
    const [run] = await started(ctx);
    expect(await attempt(one, run)).toEqual({ outcome: "sent" });
    const two = await makeDelivery(ctx, id);
    expect(await attempt(two)).toEqual({ outcome: "rerouted" });
    expect(await channel()).toMatchObject({ pauseReason: "gone" });
    expect(await status(one)).toBe("sent");
  });
});

it("credentials that are revoked pause a channel at once, a customer that the provider does not know never does", async () => {
  const { ctx, answer, id, attempt, channel, status } = await desk("slack");
  answer.now = { body: { ok: false, error: "channel_not_found" } };
  const unknown = await makeDelivery(ctx, id);
  expect(await attempt(unknown)).toEqual({ outcome: "give_up" });
  expect(await status(unknown)).toBe("failed");
  expect(await channel()).toMatchObject({ pausedAt: null, failedInARow: 0, failingSince: null });

  answer.now = { body: { ok: false, error: "token_revoked" } };
  expect(await attempt(await makeDelivery(ctx, id))).toEqual({ outcome: "held" });
  expect(await channel()).toMatchObject({ pauseReason: "credentials", failedInARow: 1 });
});

describe("an outage", () => {
  const down: Answer = { status: 503 };

  it("that is long pauses the channel; resumed, also what slept until its next attempt goes at once", async () => {
    const { ctx, answer, clock, id, attempt, channel, status } = await desk();
    answer.now = down;
    const asleep = await makeDelivery(ctx, id);
    expect(await attempt(asleep)).toMatchObject({ outcome: "retry" });
    for (let failed = 1; failed < pausedAfter.inARow - 1; failed++)
      await attempt(await makeDelivery(ctx, id));
    expect(await channel()).toMatchObject({ pausedAt: null, failedInARow: pausedAfter.inARow - 1 });
    const since = clock.now;
    clock.now = new Date(since.getTime() + pausedAfter.ms);
    // Even its last attempt is not the end of a reply.
    const last = await makeDelivery(ctx, id);
    expect(await attempt(last, { number: maxAttempts })).toEqual({ outcome: "held" });
    expect(await channel()).toMatchObject({ pauseReason: "failing", failingSince: since });
    expect([await status(last), await status(asleep)]).toEqual(["held", "queued"]);

    answer.now = {};
    expect(await resumeChannel({ ctx, input: { id } })).toEqual({ released: pausedAfter.inARow });
    for (const run of await started(ctx))
      expect(await attempt(run.deliveryId, run)).toEqual({ outcome: "sent" });
    expect([await status(last), await status(asleep)]).toEqual(["sent", "sent"]);
  });

  it("in which one reply went through is none", async () => {
    const { ctx, answer, clock, id, attempt, channel } = await desk();
    const fail = async () => {
      answer.now = down;
      for (let failed = 1; failed < pausedAfter.inARow; failed++) await attempt(await makeDelivery(ctx, id));
    };
    await fail();
    answer.now = {};
    expect(await attempt(await makeDelivery(ctx, id))).toEqual({ outcome: "sent" });
    expect(await channel()).toMatchObject({ failingSince: null, failedInARow: 0, failingError: null });
    clock.now = new Date(clock.now.getTime() + 2 * pausedAfter.ms);
    await fail();
    expect(await channel()).toMatchObject({ pausedAt: null, failedInARow: pausedAfter.inARow - 1 });
  });
});
