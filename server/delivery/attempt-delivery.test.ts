import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, expect, test } from "vitest";
import { createChannel } from "../channel/create-channel.ts";
import { deleteChannel } from "../channel/delete-channel.ts";
import { updateChannel } from "../channel/update-channel.ts";
import type { Context } from "../context.ts";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { testContext } from "../testing/context.ts";
import { makeDelivery } from "../testing/deliveries.ts";
import { attemptDelivery } from "./attempt-delivery.ts";
import { getDelivery } from "./get-delivery.ts";

type Received = { headers: Record<string, string>; body: string };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A real receiver on loopback that answers as it is told. */
async function receiver(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    received.push({ headers: request.headers as Record<string, string>, body });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const { port } = server.address() as AddressInfo;
  return { received, host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}/hook` };
}

const status =
  (code: number, headers = {}) =>
  (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(code, headers).end("noted");

async function contextReaching(...hosts: string[]): Promise<Context> {
  return testContext({ outbound: createOutbound({ allowPrivateHosts: hosts }) });
}

test("a webhook gets the exact text, signed as Standard Webhooks, under one idempotency key", async () => {
  const to = await receiver(status(500));
  const ctx = await contextReaching(to.host);
  const channel = await createChannel({
    ctx,
    input: { kind: "webhook", name: "Shop", config: { url: to.url } },
  });
  const deliveryId = await makeDelivery(ctx, channel.id);
  for (const number of [1, 2]) await attemptDelivery({ ctx, input: { deliveryId, number } });
  expect(to.received).toHaveLength(2);
  for (const { headers, body } of to.received) {
    expect(new Webhook(channel.secret!).verify(body, headers)).toMatchObject({ data: { text: "您好 😀" } });
    expect(headers["webhook-id"]).toBe(deliveryId);
    expect(headers["idempotency-key"]).toBe(deliveryId);
  }
  expect(to.received[1]!.body).toBe(to.received[0]!.body);
});

test("attempts are written down one by one, and what follows is said", async () => {
  let code = 503;
  const to = await receiver((request, response) => status(code, { "retry-after": "7" })(request, response));
  const ctx = await contextReaching(to.host);
  const channel = await createChannel({
    ctx,
    input: { kind: "webhook", name: "Shop", config: { url: to.url } },
  });
  const deliveryId = await makeDelivery(ctx, channel.id);
  expect(await attemptDelivery({ ctx, input: { deliveryId, number: 1 } })).toEqual({
    outcome: "retry",
    delayMs: 7000,
  });
  expect(await getDelivery({ ctx, input: { id: deliveryId } })).toMatchObject({
    status: "queued",
    nextAttemptAt: expect.any(Date),
    attempts: [
      {
        number: 1,
        outcome: "failed",
        httpStatus: 503,
        response: "noted",
        error: "The receiver answered 503.",
      },
    ],
  });
  code = 200;
  expect(await attemptDelivery({ ctx, input: { deliveryId, number: 2 } })).toEqual({ outcome: "sent" });
  expect(await getDelivery({ ctx, input: { id: deliveryId } })).toMatchObject({
    status: "sent",
    nextAttemptAt: null,
    attempts: [{ outcome: "failed" }, { number: 2, outcome: "sent", httpStatus: 200, error: null }],
  });
  // What is through is not sent again, whoever asks.
  expect(await attemptDelivery({ ctx, input: { deliveryId, number: 3 } })).toEqual({ outcome: "sent" });
  expect(to.received).toHaveLength(2);
});

test("a connection that dies is tried again", async () => {
  const to = await receiver((request) => request.socket.destroy());
  const ctx = await contextReaching(to.host);
  const channel = await createChannel({
    ctx,
    input: { kind: "webhook", name: "Shop", config: { url: to.url } },
  });
  const deliveryId = await makeDelivery(ctx, channel.id);
  expect(await attemptDelivery({ ctx, input: { deliveryId, number: 1 } })).toMatchObject({
    outcome: "retry",
  });
  const [attempt] = (await getDelivery({ ctx, input: { id: deliveryId } })).attempts;
  expect(attempt).toMatchObject({ outcome: "failed", httpStatus: null, error: expect.stringMatching(/.+/) });
});

test("an address that may not be reached is refused when it is saved, and when it is called", async () => {
  const to = await receiver(status(200));
  const open = await contextReaching(to.host);
  const ctx = {
    ...open,
    platform: { ...open.platform, outbound: createOutbound({ allowPrivateHosts: [] }) },
  };
  const channel = await createChannel({
    ctx: open,
    input: { kind: "webhook", name: "Shop", config: { url: to.url } },
  });
  await expect(
    createChannel({ ctx, input: { kind: "webhook", name: "Other", config: { url: to.url } } }),
  ).rejects.toMatchObject({
    code: "host_not_allowed",
  });
  const deliveryId = await makeDelivery(ctx, channel.id);
  expect(await attemptDelivery({ ctx, input: { deliveryId, number: 1 } })).toEqual({ outcome: "held" });
  expect(to.received).toEqual([]);
});

test("another host without a new secret clears the secret, and nothing is sent unsigned", async () => {
  const [first, second] = [await receiver(status(200)), await receiver(status(200))];
  const ctx = await contextReaching(first.host, second.host);
  const channel = await createChannel({
    ctx,
    input: { kind: "webhook", name: "Shop", config: { url: first.url } },
  });
  const renamed = await updateChannel({ ctx, input: { id: channel.id, config: { url: `${first.url}/v2` } } });
  expect(renamed.secretLast4).toBe(channel.secretLast4);
  const moved = await updateChannel({ ctx, input: { id: channel.id, config: { url: second.url } } });
  expect(moved.secretLast4).toBeNull();
  const deliveryId = await makeDelivery(ctx, channel.id);
  expect(await attemptDelivery({ ctx, input: { deliveryId, number: 1 } })).toEqual({ outcome: "held" });
  expect([...first.received, ...second.received]).toEqual([]);
});

test("no channel is the catcher: caught, not sent; a deleted channel is an end", async () => {
  const to = await receiver(status(200));
  const ctx = await contextReaching(to.host);
  const caught = await makeDelivery(ctx, null);
  expect(await attemptDelivery({ ctx, input: { deliveryId: caught, number: 1 } })).toEqual({
    outcome: "sent",
  });
  expect(await getDelivery({ ctx, input: { id: caught } })).toMatchObject({
    status: "caught",
    attempts: [{ outcome: "sent" }],
  });
  const channel = await createChannel({
    ctx,
    input: { kind: "webhook", name: "Shop", config: { url: to.url } },
  });
  const orphan = await makeDelivery(ctx, channel.id);
  await deleteChannel({ ctx, input: { id: channel.id } });
  expect(await attemptDelivery({ ctx, input: { deliveryId: orphan, number: 1 } })).toEqual({
    outcome: "give_up",
  });
  expect(to.received).toEqual([]);
});
