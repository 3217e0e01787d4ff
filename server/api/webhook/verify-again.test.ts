import { expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { updateEndpoint } from "../../endpoint/update-endpoint.ts";
import { explainRequest } from "../../incoming-event/explain-request.ts";
import { findEvent } from "../../incoming-event/find-event.ts";
import { getRequest } from "../../incoming-event/get-request.ts";
import { verifyRequestAgain } from "../../incoming-event/verify-request-again.ts";
import { verifyRequestsAgain } from "../../incoming-event/verify-requests-again.ts";
import { newId } from "../../platform/ids.ts";
import { testContext } from "../../testing/context.ts";
import { connectSender, type WebhookSender } from "../../testing/webhook-sender.ts";

const otherSecret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const ticket = (id: string) => JSON.stringify({ event_id: id, type: "ticket.created", text: "hello" });

async function refusedBy(sender: WebhookSender, body: string, overrides = {}): Promise<string> {
  const response = await sender.post(body, { secret: otherSecret, ...overrides });
  expect(response.status).toBe(403);
  return ((await response.json()) as { error: { request_id: string } }).error.request_id;
}
const mend = (ctx: Context, sender: WebhookSender, hours = 0) =>
  updateEndpoint({
    ctx,
    input: {
      id: sender.endpoint.id,
      verification: { secret: otherSecret },
      old_secret_valid_hours: hours,
    },
  });
const again = (ctx: Context, id: string) => verifyRequestAgain({ ctx, input: { id } });

test("a refused request becomes its event once the secret is right, exactly once, by the time of its receipt", async () => {
  const ctx = await testContext();
  const { prisma } = ctx.platform.database;
  const sender = await connectSender(ctx);
  const id = await refusedBy(sender, ticket("e1"));
  expect(await again(ctx, id)).toMatchObject({ status: "rejected", reason: "signature_mismatch" });
  expect(await explainRequest({ ctx, input: { id } })).toMatchObject([{ code: "secret_differs" }]);

  await mend(ctx, sender);
  expect(await explainRequest({ ctx, input: { id } })).toMatchObject([{ code: "accepted_now" }]);
  // An hour later the signed time is an hour old; what counts is when the request came.
  await prisma.webhookRequest.updateMany({
    where: { id },
    data: { receivedAt: new Date(Date.now() - 3_600_000) },
  });
  expect(await again(ctx, id)).toMatchObject({ status: "rejected", reason: "timestamp_stale" });
  await prisma.webhookRequest.updateMany({ where: { id }, data: { receivedAt: new Date() } });

  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => again(ctx, id)));
  const done = outcomes.filter((each) => each.status === "fulfilled").map((each) => each.value);
  expect(done).toMatchObject([{ status: "accepted", eventIds: [expect.any(String)] }]);
  const [outcome] = done;
  if (outcome?.status !== "accepted") throw new Error("not accepted");
  const event = await findEvent(ctx, outcome.eventIds[0]!);
  expect(event).toMatchObject({ eventKey: "e1", type: "ticket.created", requestId: id, verified: true });
  const where = { workspaceId: ctx.workspaceId };
  expect(await prisma.incomingEvent.count({ where })).toBe(1);
  expect(await prisma.eventRun.count({ where })).toBe(1);
  expect(await prisma.outbox.count({ where })).toBe(1);
  expect(await getRequest({ ctx, input: { id } })).toMatchObject({
    verdict: "accepted",
    reason: null,
    status: 403,
    eventId: event.id,
    verifiedAgainAt: expect.any(Date),
  });
  await expect(again(ctx, id)).rejects.toMatchObject({ code: "conflict" });
  const audit = await prisma.auditEntry.findMany({ where: { ...where, action: "request.verify_again" } });
  expect(audit).toHaveLength(1);

  // The sender's own retry of it repeats what is there.
  const retry = await sender.post(ticket("e1"), { secret: otherSecret });
  expect(await retry.json()).toMatchObject({ status: "already_processed", event_id: event.id });
});

test("credentials that were masked are opened from the sealed original", async () => {
  const ctx = await testContext();
  const sender = await connectSender(ctx, {
    verification: { scheme: "token", header: "x-token", secret: "the first token" },
  });
  const response = await sender.send(ticket("masked"), { "x-token": "the second token" });
  const { request_id: id } = ((await response.json()) as { error: { request_id: string } }).error;
  expect(JSON.stringify((await getRequest({ ctx, input: { id } })).headers)).not.toContain("second");
  await updateEndpoint({
    ctx,
    input: { id: sender.endpoint.id, verification: { secret: "the second token" } },
  });
  expect(await again(ctx, id)).toMatchObject({ status: "accepted" });
});

test("an event that came meanwhile is not done twice; a mended mapping counts too", async () => {
  const ctx = await testContext();
  const sender = await connectSender(ctx);
  const id = await refusedBy(sender, ticket("e2"));
  await mend(ctx, sender, 1);
  const came = (await (await sender.post(ticket("e2"))).json()) as { event_id: string };
  expect(await again(ctx, id)).toEqual({ status: "already_processed", eventIds: [came.event_id] });
  expect(await getRequest({ ctx, input: { id } })).toMatchObject({ verdict: "duplicate" });

  const token = "a token of its own";
  const plain = await connectSender(ctx, {
    verification: { scheme: "token", header: "x-token", secret: token },
  });
  const keyless = await plain.send('{"number":"N-1","text":"hi"}', { "x-token": token });
  expect(keyless.status).toBe(400);
  const refused = ((await keyless.json()) as { error: { request_id: string } }).error.request_id;
  await updateEndpoint({ ctx, input: { id: plain.endpoint.id, mapping: { event_id: "number" } } });
  expect(await again(ctx, refused)).toMatchObject({ status: "accepted" });
  await expect(again(ctx, refused)).rejects.toMatchObject({ code: "conflict" });
  await expect(again(ctx, newId())).rejects.toMatchObject({ code: "not_found" });
  const stranger = await testContext();
  await expect(again(stranger, refused)).rejects.toMatchObject({ code: "not_found" });
});

test("all refused requests of an endpoint at once, a page at a time", async () => {
  const ctx = await testContext();
  const sender = await connectSender(ctx);
  for (let i = 0; i < 5; i++) await refusedBy(sender, ticket(`bulk-${i}`));
  const forged = await refusedBy(sender, ticket("forged"), {
    secret: "whsec_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB",
  });
  await mend(ctx, sender);
  const endpoint = sender.endpoint.id;
  const first = await verifyRequestsAgain({ ctx, input: { endpoint, limit: 4 } });
  expect(first).toMatchObject({ accepted: 3, stillRefused: 1, next: expect.any(String) });
  const rest = await verifyRequestsAgain({ ctx, input: { endpoint, limit: 4, before: first.next! } });
  expect(rest).toEqual({ accepted: 2, alreadyProcessed: 0, stillRefused: 0, next: null });
  expect(await getRequest({ ctx, input: { id: forged } })).toMatchObject({ verdict: "rejected" });
  expect(await ctx.platform.database.prisma.incomingEvent.count({ where: { endpointId: endpoint } })).toBe(5);
});

test("a call whose event had no id where it is looked for: once the field is mapped, the diagnosis says so", async () => {
  const ctx = await testContext();
  const { send, endpoint: own } = await connectSender(ctx, {
    verification: { scheme: "bearer", secret: "a token" },
  });
  const refused = await send('{"ticketNo":"T-1","words":"Where is it?"}', {
    authorization: "Bearer a token",
  });
  const told = (await refused.json()) as { error: { code: string; request_id: string } };
  expect(told.error.code).toBe("missing_event_key");
  const id = told.error.request_id;
  expect(await explainRequest({ ctx, input: { id } })).toEqual([]);
  const mapping = { event_id: "ticketNo", text: "words" };
  await updateEndpoint({ ctx, input: { id: own.id, mapping } });
  expect(await explainRequest({ ctx, input: { id } })).toEqual([{ code: "accepted_now", params: {} }]);
  expect(await verifyRequestAgain({ ctx, input: { id } })).toMatchObject({ status: "accepted" });
});
