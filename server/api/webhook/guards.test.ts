import { expect, test } from "vitest";
import type { Context } from "../../context.ts";
import type { createEndpoint } from "../../endpoint/create-endpoint.ts";
import type { Guards } from "../../endpoint/guards/schema.ts";
import { updateEndpoint } from "../../endpoint/update-endpoint.ts";
import { forgetOldCalls } from "../../incoming-event/forget-old-calls.ts";
import { getRequest } from "../../incoming-event/get-request.ts";
import { listRequests } from "../../incoming-event/list-requests.ts";
import { measureEndpoints } from "../../incoming-event/measure-endpoints.ts";
import { testContext } from "../../testing/context.ts";
import { connectSender } from "../../testing/webhook-sender.ts";

let count = 0;
const ticket = () => JSON.stringify({ event_id: `guarded-${++count}`, text: "hello" });

async function guarded(ctx: Context, guards: Guards) {
  return connectSender(ctx, { guards } as Partial<Parameters<typeof createEndpoint>[0]["input"]>);
}

test("beyond its rate an endpoint answers 429, says when to come again, and records it", async () => {
  const ctx = await testContext();
  const { post } = await guarded(ctx, { rate_per_minute: 3 });
  const responses = [];
  for (let i = 0; i < 5; i++) responses.push(await post(ticket()));
  expect(responses.map((each) => each.status)).toEqual([202, 202, 202, 429, 429]);
  const wait = Number(responses[3]!.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(20);
  expect(await responses[3]!.json()).toMatchObject({ error: { code: "rate_limited" } });
  const { data } = await listRequests({ ctx, input: { verdict: "rejected" } });
  expect(data.map((row) => [row.reason, row.status])).toEqual([
    ["rate_limited", 429],
    ["rate_limited", 429],
  ]);
});

test("only the addresses on the list may call", async () => {
  const ctx = await testContext();
  // The test's sender calls from 192.0.2.1.
  expect((await (await guarded(ctx, { allowed_addresses: ["192.0.2.0/24"] })).post(ticket())).status).toBe(
    202,
  );
  const { post } = await guarded(ctx, { allowed_addresses: ["198.51.100.7"] });
  const refused = await post(ticket());
  expect([refused.status, await refused.json()]).toMatchObject([
    403,
    { error: { code: "address_not_allowed" } },
  ]);
});

test("a smaller body limit, a full queue", async () => {
  const ctx = await testContext();
  const small = await guarded(ctx, { max_body_bytes: 100 });
  expect((await small.post(ticket())).status).toBe(202);
  expect((await small.post(JSON.stringify({ event_id: "x", text: "y".repeat(200) }))).status).toBe(413);

  const { post } = await guarded(ctx, { max_pending: 1 });
  expect((await post(ticket())).status).toBe(202);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const full = await post(ticket());
  expect([full.status, full.headers.get("retry-after")]).toEqual([429, "10"]);
  await ctx.platform.database.prisma.incomingEvent.updateMany({
    where: { workspaceId: ctx.workspaceId },
    data: { status: "done" },
  });
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect((await post(ticket())).status).toBe(202);
});

test("what was sent is forgotten after its days, but never what a pending event still needs", async () => {
  const ctx = await testContext();
  const { prisma } = ctx.platform.database;
  const { post, endpoint } = await guarded(ctx, { retention_days: 7 });
  const sent = async () => (await (await post(ticket())).json()) as { request_id: string; event_id: string };
  const [pending, done, young] = [await sent(), await sent(), await sent()];
  const old = new Date(Date.now() - 8 * 86_400_000);
  await prisma.webhookRequest.updateMany({
    where: { id: { in: [pending.request_id, done.request_id] } },
    data: { receivedAt: old },
  });
  await prisma.incomingEvent.updateMany({ where: { id: done.event_id }, data: { status: "done" } });
  await forgetOldCalls(ctx.platform, new Date());
  const body = async (id: string) => (await getRequest({ ctx, input: { id } })).body;
  expect(await body(done.request_id)).toBeNull();
  expect(await body(pending.request_id)).not.toBeNull();
  expect(await body(young.request_id)).not.toBeNull();
  expect(await prisma.incomingEvent.count({ where: { endpointId: endpoint.id } })).toBe(3);
});

test("silence is an alarm after the minutes that the endpoint allows", async () => {
  const ctx = await testContext();
  const { prisma } = ctx.platform.database;
  const { post, endpoint } = await guarded(ctx, { silence_minutes: 30 });
  const mine = async () => (await measureEndpoints({ ctx })).find((each) => each.endpointId === endpoint.id);
  expect(await mine()).toMatchObject({ accepted: 0, silentSince: null, lastRequestAt: null });
  await post(ticket());
  expect(await mine()).toMatchObject({ accepted: 1, silentSince: null });
  const at = new Date(Date.now() - 31 * 60_000);
  await prisma.webhookRequest.updateMany({ where: { endpointId: endpoint.id }, data: { receivedAt: at } });
  expect((await mine())?.silentSince?.getTime()).toBe(at.getTime());
  await updateEndpoint({ ctx, input: { id: endpoint.id, guards: {} } });
  expect(await mine()).toMatchObject({ silentSince: null });
});

test("what is usual is measured up to the silence, not through it, and from the first call on", async () => {
  const ctx = await testContext();
  const { prisma } = ctx.platform.database;
  const { post, endpoint } = await guarded(ctx, { silence_minutes: 30 });
  const ids: string[] = [];
  for (let i = 0; i < 9; i++)
    ids.push(((await (await post(ticket())).json()) as { request_id: string }).request_id);
  const usual = async () =>
    (await measureEndpoints({ ctx })).find((each) => each.endpointId === endpoint.id)?.usualPerHour;
  // Nine in less than an hour are not told as more than nine an hour.
  expect(await usual()).toBe(9);
  // Nine calls within two hours, and nothing for three days since.
  const end = Date.now() - 3 * 86_400_000;
  for (const [i, id] of ids.entries())
    await prisma.webhookRequest.updateMany({
      where: { id },
      data: { receivedAt: new Date(end - (8 - i) * 15 * 60_000) },
    });
  expect(await usual()).toBeCloseTo(4.5);
});

test("limits are checked where they are set", async () => {
  const ctx = await testContext();
  for (const guards of [
    { rate_per_minute: 0 },
    { allowed_addresses: ["example.com"] },
    { max_body_bytes: 2 ** 21 },
  ])
    await expect(guarded(ctx, guards)).rejects.toMatchObject({ name: "ZodError" });
});
