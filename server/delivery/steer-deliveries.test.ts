import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, test } from "vitest";
import { createChannel } from "../channel/create-channel.ts";
import { maskHeaders } from "../channel/kinds/watch-outbound.ts";
import { pauseChannel } from "../channel/pause-channel.ts";
import { rotateChannelSecret } from "../channel/rotate-channel-secret.ts";
import type { Context } from "../context.ts";
import { newId } from "../platform/ids.ts";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { testContext } from "../testing/context.ts";
import { makeDelivery } from "../testing/deliveries.ts";
import { attemptDelivery } from "./attempt-delivery.ts";
import { cancelDelivery } from "./cancel-delivery.ts";
import { getDelivery } from "./get-delivery.ts";
import { resumeChannel } from "./resume-channel.ts";
import { retryDelivery } from "./retry-delivery.ts";
import { retryFailedDeliveries } from "./retry-failed-deliveries.ts";
import { maxAttempts, mayCancel, mayRetry } from "./rules.ts";
import { testChannel } from "./test-channel.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A workspace with a webhook channel to a real receiver on loopback that answers as `answer.status` says. */
async function desk() {
  const heard: { signature: string; body: string }[] = [];
  const answer = { status: 200 };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    heard.push({ signature: String(request.headers["webhook-signature"]), body });
    response.writeHead(answer.status, { "set-cookie": "sid=secret" }).end("noted");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ctx = await testContext({ outbound: createOutbound({ allowPrivateHosts: [host] }) });
  const { id: channelId } = await createChannel({
    ctx,
    input: { kind: "webhook", name: "Shop", config: { url: `http://${host}/hook` } },
  });
  return { ctx, heard, answer, channelId };
}

/** What the outbox would start, newest first, as the run of it would call the attempt. */
async function started(ctx: Context) {
  const rows = await ctx.platform.database.prisma.outbox.findMany({
    where: { workspaceId: ctx.workspaceId, name: "delivery/retried" },
    orderBy: { id: "desc" },
  });
  return rows.map(({ data }) => data as { deliveryId: string; round: number; before: number });
}

describe("a paused channel", () => {
  it("drops nothing: what is due is held, and goes when it is resumed", async () => {
    const { ctx, heard, channelId } = await desk();
    const ids = [await makeDelivery(ctx, channelId), await makeDelivery(ctx, channelId)];
    await pauseChannel({ ctx, input: { id: channelId } });
    for (const deliveryId of ids)
      expect(await attemptDelivery({ ctx, input: { deliveryId, number: 1 } })).toEqual({ outcome: "held" });
    expect(heard).toHaveLength(0);
    expect(await getDelivery({ ctx, input: { id: ids[0]! } })).toMatchObject({
      status: "held",
      attempts: [],
    });

    expect(await resumeChannel({ ctx, input: { id: channelId } })).toEqual({ released: 2 });
    expect(await resumeChannel({ ctx, input: { id: channelId } })).toEqual({ released: 0 });
    const runs = await started(ctx);
    expect(runs.map(({ deliveryId }) => deliveryId).sort()).toEqual([...ids].sort());
    for (const run of runs)
      expect(await attemptDelivery({ ctx, input: { ...run, number: 1 } })).toEqual({ outcome: "sent" });
    expect(heard).toHaveLength(2);
  });
});

describe("a delivery tried anew", () => {
  it("has a run of its own, and the one that slept over it wakes to nothing", async () => {
    const { ctx, heard, answer, channelId } = await desk();
    const deliveryId = await makeDelivery(ctx, channelId);
    answer.status = 500;
    expect(await attemptDelivery({ ctx, input: { deliveryId, number: 1 } })).toMatchObject({
      outcome: "retry",
    });
    await retryDelivery({ ctx, input: { id: deliveryId } });
    const [run] = await started(ctx);
    expect(run).toMatchObject({ deliveryId, round: 2, before: 1 });
    expect(await attemptDelivery({ ctx, input: { deliveryId, number: 2 } })).toEqual({
      outcome: "superseded",
    });
    answer.status = 200;
    expect(await attemptDelivery({ ctx, input: { ...run!, number: 1 } })).toEqual({ outcome: "sent" });
    expect(heard).toHaveLength(2);
    const { status, attempts } = await getDelivery({ ctx, input: { id: deliveryId } });
    expect([status, attempts.map(({ number, errorCode }) => [number, errorCode])]).toEqual([
      "sent",
      [
        [1, "answered"],
        [2, null],
      ],
    ]);
    await expect(retryDelivery({ ctx, input: { id: deliveryId } })).rejects.toMatchObject({
      code: "already_decided",
    });
  });

  it("keeps beside each attempt what was sent and answered, secrets masked", async () => {
    const { ctx, channelId } = await desk();
    const deliveryId = await makeDelivery(ctx, channelId);
    await attemptDelivery({ ctx, input: { deliveryId, number: 1 } });
    const [attempt] = (await getDelivery({ ctx, input: { id: deliveryId } })).attempts;
    expect(attempt!.request!.headers).toMatchObject({
      "idempotency-key": deliveryId,
      "webhook-signature": "••••",
    });
    expect(attempt!.answered!.headers["set-cookie"]).toBe("••••");
  });

  it("among all that failed, or those of one channel", async () => {
    const { ctx, answer, channelId } = await desk();
    answer.status = 500;
    const ids = [await makeDelivery(ctx, channelId), await makeDelivery(ctx, channelId)];
    for (const deliveryId of ids) await attemptDelivery({ ctx, input: { deliveryId, number: maxAttempts } });
    expect(await retryFailedDeliveries({ ctx, input: { channelId: newId() } })).toEqual({
      count: 0,
      more: false,
    });
    expect(await retryFailedDeliveries({ ctx, input: { channelId } })).toEqual({ count: 2, more: false });
    expect(await retryFailedDeliveries({ ctx, input: {} })).toEqual({ count: 0, more: false });
    expect(await started(ctx)).toHaveLength(2);
  });
});

test("a cancelled delivery is never sent, brings its conversation back, and may be tried anew", async () => {
  const { ctx, heard, channelId } = await desk();
  const deliveryId = await makeDelivery(ctx, channelId);
  const other = await testContext();
  await expect(cancelDelivery({ ctx: other, input: { id: deliveryId } })).rejects.toMatchObject({
    code: "not_found",
  });
  await cancelDelivery({ ctx, input: { id: deliveryId } });
  expect(await attemptDelivery({ ctx, input: { deliveryId, number: 1 } })).toEqual({ outcome: "superseded" });
  expect(heard).toHaveLength(0);
  const { status, conversationId } = await getDelivery({ ctx, input: { id: deliveryId } });
  expect(status).toBe("cancelled");
  const conversation = await ctx.platform.database.prisma.conversation.findFirst({
    where: { id: conversationId },
  });
  expect(conversation).toMatchObject({ status: "open", attention: "delivery_failed", unread: true });
  await expect(cancelDelivery({ ctx, input: { id: deliveryId } })).rejects.toMatchObject({
    code: "already_decided",
  });
  await retryDelivery({ ctx, input: { id: deliveryId } });
  const [run] = await started(ctx);
  expect(await attemptDelivery({ ctx, input: { ...run!, number: 1 } })).toEqual({ outcome: "sent" });
});

test("a test message goes as real ones do, and says in a code what is wrong", async () => {
  const { ctx, heard, answer, channelId } = await desk();
  expect(await testChannel({ ctx, input: { id: channelId } })).toMatchObject({
    outcome: "sent",
    httpStatus: 200,
  });
  expect(JSON.parse(heard[0]!.body)).toMatchObject({ type: "message.test" });
  answer.status = 503;
  expect(await testChannel({ ctx, input: { id: channelId } })).toMatchObject({
    outcome: "failed",
    httpStatus: 503,
    errorCode: "answered",
  });
  const closed = {
    ...ctx,
    platform: { ...ctx.platform, outbound: createOutbound({ allowPrivateHosts: [] }) },
  };
  expect(await testChannel({ ctx: closed, input: { id: channelId } })).toMatchObject({
    outcome: "refused",
    errorCode: "host_not_allowed",
  });
  const { id } = await createChannel({ ctx, input: { kind: "catcher", name: "Caught" } });
  expect(await testChannel({ ctx, input: { id } })).toMatchObject({ outcome: "caught" });
});

test("after a rotation both secrets sign for a day", async () => {
  const { ctx, heard, channelId } = await desk();
  const { secret, oldValidUntil } = await rotateChannelSecret({ ctx, input: { id: channelId } });
  expect(secret).toMatch(/^whsec_/);
  expect(oldValidUntil.getTime() - Date.now()).toBeGreaterThan(23 * 3_600_000);
  await testChannel({ ctx, input: { id: channelId } });
  expect(heard[0]!.signature.split(" ")).toHaveLength(2);
});

const now = new Date("2026-11-23T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
test.each([
  ["failed", null, 0, true, false],
  ["unknown", null, 0, true, false],
  ["cancelled", null, 0, true, false],
  ["queued", now, 0, true, true],
  ["queued", null, 0, false, true],
  ["held", null, 0, false, true],
  ["sending", null, 60_000, false, false],
  ["sending", null, 180_000, true, false],
  ["sent", null, 0, false, false],
  ["caught", null, 0, false, false],
])("%s, next %s, changed %d ms ago: retry %s, cancel %s", (status, nextAttemptAt, age, retry, cancel) => {
  expect(mayRetry({ status, nextAttemptAt, updatedAt: ago(age) }, now)).toBe(retry);
  expect(mayCancel(status)).toBe(cancel);
});

test("headers that sign or open something are named and not shown", () => {
  expect(maskHeaders({ "x-api-key": "k", Authorization: "Bearer x", accept: "a\u0000b" })).toEqual({
    "x-api-key": "••••",
    Authorization: "••••",
    accept: "a\ufffdb",
  });
});
