import { describe, expect, test } from "vitest";
import { getEvent } from "../../incoming-event/get-event.ts";
import { getRequest } from "../../incoming-event/get-request.ts";
import { listRequests } from "../../incoming-event/list-requests.ts";
import { newId } from "../../platform/ids.ts";
import { testContext } from "../../testing/context.ts";
import { connectSender } from "../../testing/webhook-sender.ts";

/** The contact's id is one that a double cannot hold. */
const ticket = `{"event_id":"evt_1","type":"ticket.created",
  "data":{"text":"设备无法开机 😀","user":{"id":9007199254740993,"name":"Ana"}}}`;

test("a new event is stored with its call, run, outbox row and change, and only then acknowledged", async () => {
  const ctx = await testContext();
  const db = ctx.platform.database.prisma;
  const { post, endpoint } = await connectSender(ctx);
  const response = await post(ticket);
  expect(response.status).toBe(202);
  const answer = (await response.json()) as { event_id: string; request_id: string };
  expect(answer).toEqual({
    status: "accepted",
    event_id: expect.any(String),
    request_id: expect.any(String),
  });

  const event = await getEvent({ ctx, input: { id: answer.event_id } });
  expect(event).toMatchObject({
    endpoint: { id: endpoint.id, key: endpoint.key, source: "custom" },
    eventKey: "evt_1",
    type: "ticket.created",
    status: "accepted",
    verified: true,
    mapped: { text: "设备无法开机 😀", contact: { id: "9007199254740993", name: "Ana" } },
    timeline: [],
  });
  const request = await getRequest({ ctx, input: { id: answer.request_id } });
  expect(request).toMatchObject({
    verdict: "accepted",
    status: 202,
    eventId: event.id,
    method: "POST",
    url: `/api/webhook/v1/${endpoint.key}`,
    remoteAddress: "192.0.2.1",
    matchedSecretId: endpoint.secrets[0]!.id,
  });
  expect(Buffer.from(request.body!).toString()).toBe(ticket);

  const runs = await db.eventRun.findMany({ where: { eventId: event.id } });
  expect(runs).toMatchObject([{ cause: "accepted" }]);
  const where = { workspaceId: ctx.workspaceId };
  expect(await db.outbox.findMany({ where, select: { name: true, data: true } })).toEqual([
    {
      name: "incoming-event/accepted",
      data: { workspaceId: ctx.workspaceId, eventId: event.id, runId: runs[0]!.id },
    },
  ]);
  const told = { ...where, topic: { not: "setting" } };
  expect(await db.change.findMany({ where: told, select: { topic: true, subjectId: true } })).toEqual([
    { topic: "event", subjectId: event.id },
  ]);
});

describe("an event key is one event, for ever", () => {
  test("the same bytes again, and other bytes under the same key", async () => {
    const ctx = await testContext();
    const { post } = await connectSender(ctx);
    const first = (await (await post(ticket)).json()) as { event_id: string };
    for (const [body, reason] of [
      [ticket, null],
      [ticket.replace("ticket.created", "ticket.updated"), "body_differs"],
    ] as const) {
      const response = await post(body);
      expect(response.status).toBe(200);
      const answer = (await response.json()) as { request_id: string };
      expect(answer).toMatchObject({ status: "already_processed", event_id: first.event_id });
      expect(await getRequest({ ctx, input: { id: answer.request_id } })).toMatchObject({
        verdict: "duplicate",
        status: 200,
        reason,
        eventId: first.event_id,
      });
    }
    const event = await getEvent({ ctx, input: { id: first.event_id } });
    expect(event.type).toBe("ticket.created");
    const outbox = await ctx.platform.database.prisma.outbox.count({
      where: { workspaceId: ctx.workspaceId },
    });
    expect(outbox).toBe(1);
  });

  test("64 posts at once", async () => {
    const ctx = await testContext();
    const { post } = await connectSender(ctx);
    const answers = await Promise.all(
      Array.from({ length: 64 }, async () => {
        const response = await post(ticket);
        const { event_id } = (await response.json()) as { event_id: string };
        return { status: response.status, event_id };
      }),
    );
    expect(answers.filter((answer) => answer.status === 202)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(63);
    expect(new Set(answers.map((answer) => answer.event_id)).size).toBe(1);
    const where = { workspaceId: ctx.workspaceId };
    const { prisma } = ctx.platform.database;
    expect(await prisma.incomingEvent.count({ where })).toBe(1);
    expect(await prisma.eventRun.count({ where })).toBe(1);
    expect(await prisma.outbox.count({ where })).toBe(1);
    expect(await prisma.webhookRequest.count({ where })).toBe(64);
  });

  test("two endpoints are two scopes", async () => {
    const ctx = await testContext();
    const one = await connectSender(ctx);
    const two = await connectSender(ctx);
    expect((await one.post(ticket)).status).toBe(202);
    expect((await two.post(ticket)).status).toBe(202);
  });
});

test("secret-bearing headers and parameters are masked, and sealed for another look", async () => {
  const ctx = await testContext();
  const { post, endpoint } = await connectSender(ctx);
  const response = await post(ticket, {
    path: `/api/webhook/v1/${endpoint.key}?lang=en&access_token=canary-1&key=canary-2`,
    headers: { authorization: "Bearer canary-3", cookie: "a=canary-4", "x-gitlab-token": "canary-5" },
  });
  const { request_id } = (await response.json()) as { request_id: string };
  const request = await getRequest({ ctx, input: { id: request_id } });
  expect(request.url).toBe(`/api/webhook/v1/${endpoint.key}?lang=en&access_token=[masked]&key=[masked]`);
  expect(Object.fromEntries(request.headers)).toMatchObject({
    authorization: "[masked]",
    cookie: "[masked]",
    "x-gitlab-token": "[masked]",
    "content-type": "application/json",
  });
  const row = await ctx.platform.database.prisma.webhookRequest.findFirstOrThrow({
    where: { id: request_id },
  });
  expect(row.sealedOriginal).not.toBeNull();
  expect(
    JSON.stringify(row, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
    ),
  ).not.toContain("canary");
});

test("beyond 60 rejections of an endpoint and minute one row counts the rest", async () => {
  const ctx = await testContext();
  const { post } = await connectSender(ctx);
  const ids: string[] = [];
  // A minute that ends in between begins a new count.
  for (let i = 0; i < 70; i++) {
    const response = await post(ticket, { headers: { "webhook-signature": "v1,AAAA" } });
    expect(response.status).toBe(403);
    ids.push(((await response.json()) as { error: { request_id: string } }).error.request_id);
  }
  await new Promise((resolve) => setTimeout(resolve, 1300));
  const { data } = await listRequests({ ctx, input: { verdict: "rejected", limit: 100 } });
  expect(data.reduce((sum, row) => sum + row.count, 0)).toBe(70);
  for (const rows of Map.groupBy(data, ({ receivedAt }) =>
    Math.floor(receivedAt.getTime() / 60_000),
  ).values())
    expect(rows.length).toBe(
      Math.min(
        rows.reduce((sum, row) => sum + row.count, 0),
        61,
      ),
    );
  expect(new Set(data.map((row) => row.id))).toEqual(new Set(ids));
  expect(
    await ctx.platform.database.prisma.incomingEvent.count({ where: { workspaceId: ctx.workspaceId } }),
  ).toBe(0);
});

test("an unknown endpoint takes as long as a wrong signature, and leaves no row", async () => {
  const ctx = await testContext();
  const { post } = await connectSender(ctx);
  const timed = async (call: () => Promise<Response>, status: number) => {
    const started = performance.now();
    expect((await call()).status).toBe(status);
    return performance.now() - started;
  };
  const wrong: number[] = [];
  const unknown: number[] = [];
  // By turns, so that what else the machine does meets both alike.
  for (let i = 0; i < 15; i++) {
    wrong.push(await timed(() => post(ticket, { secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }), 403));
    unknown.push(await timed(() => post(ticket, { path: `/api/webhook/v1/${newId()}` }), 404));
  }
  const median = (times: number[]) => times.sort((x, y) => x - y)[7]!;
  expect(median(unknown) / median(wrong)).toBeGreaterThan(0.6);
  expect(median(unknown) / median(wrong)).toBeLessThan(1.6);
  expect(
    await ctx.platform.database.prisma.webhookRequest.count({ where: { workspaceId: ctx.workspaceId } }),
  ).toBe(15);
});
