import { expect, test } from "vitest";
import { updateEndpoint } from "../../endpoint/update-endpoint.ts";
import { explainRequest } from "../../incoming-event/explain-request.ts";
import { forgetOldCalls } from "../../incoming-event/forget-old-calls.ts";
import { forgetRedactedFields } from "../../incoming-event/forget-redacted-fields.ts";
import { getEvent } from "../../incoming-event/get-event.ts";
import { getRequest } from "../../incoming-event/get-request.ts";
import { indexEvent } from "../../incoming-event/index-event.ts";
import { readEventPayload } from "../../incoming-event/read-event-payload.ts";
import { replayEvent } from "../../incoming-event/replay-event.ts";
import { verifyRequestAgain } from "../../incoming-event/verify-request-again.ts";
import { newId } from "../../platform/ids.ts";
import {
  card,
  fields,
  guards,
  order,
  phone,
  redactingWorkspace,
  stored,
} from "../../testing/redacted-calls.ts";
import { connectSender } from "../../testing/webhook-sender.ts";

const { ctx, db, bytesOf, everythingSaid, finish, found, rest } = await redactingWorkspace();

test("hidden from the first moment, kept while the event needs it, then taken out for good", async () => {
  const { post, endpoint } = await connectSender(ctx, { guards });
  const sent = await stored(post(order()));
  await indexEvent({ ctx, input: { eventId: sent.event_id } });

  const said = await everythingSaid(sent, endpoint.id);
  expect(said).not.toContain(phone);
  expect(said).not.toContain(card);
  expect(said).toContain("visa");
  expect((await getEvent({ ctx, input: { id: sent.event_id } })).mapped).toEqual({
    text: "Where is my lamp?",
    contact: { id: "c-1", name: "Ana" },
  });
  expect(await found(card)).toEqual([]);
  expect(await found("13800138000")).toEqual([]);
  expect(await found("visa lamp")).toContain(sent.event_id);

  await forgetRedactedFields(ctx.platform, new Date());
  expect(await bytesOf(sent.request_id)).toContain(card);
  const whole = await readEventPayload({ ctx, input: { id: sent.event_id, whole: true } });
  expect(whole.body).toMatchObject({ customer: { phone } });
  expect((await getRequest({ ctx, input: { id: sent.request_id } })).redacted).toEqual({
    fields,
    whole: false,
    forGood: false,
  });

  await finish(sent.event_id);
  await forgetRedactedFields(ctx.platform, new Date());
  const kept = await bytesOf(sent.request_id);
  expect(JSON.parse(kept)).toMatchObject({
    customer: { id: "c-1", phone: "[redacted]" },
    cards: [{ number: "[redacted]", brand: "visa" }],
  });
  expect((await getRequest({ ctx, input: { id: sent.request_id } })).redacted).toMatchObject({
    forGood: true,
  });
  expect((await rest("GET", `/requests/${sent.request_id}`)).body.redacted).toEqual({
    fields,
    whole: false,
    for_good: true,
  });
  // A replay goes through with what is left, and says so.
  expect(await replayEvent({ ctx, input: { id: sent.event_id } })).toMatchObject({ redacted: true });
  expect((await rest("POST", `/events/${sent.event_id}/replay`)).body).toMatchObject({ redacted: true });
});

test("a field named later is hidden at once, and taken out of what was stored before", async () => {
  const { post, endpoint } = await connectSender(ctx);
  const sent = await stored(post(order()));
  await indexEvent({ ctx, input: { eventId: sent.event_id } });
  expect(await found(card)).toEqual([sent.event_id]);
  expect((await getEvent({ ctx, input: { id: sent.event_id } })).mapped.contact).toMatchObject({ phone });

  await updateEndpoint({ ctx, input: { id: endpoint.id, guards } });
  expect(await found(card)).toEqual([]);
  expect(
    String(Buffer.from((await getRequest({ ctx, input: { id: sent.request_id } })).body!)),
  ).not.toContain(card);
  await forgetRedactedFields(ctx.platform, new Date());
  // The event still waits: its bytes stay, what it is found by and what was read from it do not.
  expect(await bytesOf(sent.request_id)).toContain(card);
  expect(await everythingSaid(sent, endpoint.id)).not.toContain(phone);
  expect(await found(card)).toEqual([]);
  expect(await found("visa")).toContain(sent.event_id);
  await finish(sent.event_id);
  await forgetRedactedFields(ctx.platform, new Date());
  expect(await bytesOf(sent.request_id)).not.toContain(card);

  // One field more: what was redacted before is gone through again; one less brings nothing back.
  const more = { redacted_fields: [...fields, "cards[*].brand"] };
  await updateEndpoint({ ctx, input: { id: endpoint.id, guards: more } });
  expect(await found("visa")).not.toContain(sent.event_id);
  await forgetRedactedFields(ctx.platform, new Date());
  expect(await bytesOf(sent.request_id)).not.toContain("visa");
  await updateEndpoint({ ctx, input: { id: endpoint.id, guards: {} } });
  expect((await getRequest({ ctx, input: { id: sent.request_id } })).redacted).toMatchObject({
    forGood: true,
  });
  expect(await found("lamp")).toContain(sent.event_id);
});

test("a repeat is compared without the redacted values; of a forgotten call nothing is claimed", async () => {
  const { post } = await connectSender(ctx, { guards: { ...guards, retention_days: 1 } });
  const id = newId();
  const first = await stored(post(order(id)));
  const reasonOf = async (response: Promise<Response>) =>
    (await getRequest({ ctx, input: { id: (await stored(response)).request_id } })).reason;
  expect(await reasonOf(post(order(id)))).toBeNull();
  expect(await reasonOf(post(order(id, { cards: [] })))).toBe("body_differs");
  await finish(first.event_id);
  await forgetRedactedFields(ctx.platform, new Date());
  expect(await reasonOf(post(order(id)))).toBeNull();
  expect(await reasonOf(post(order(id, { text: "Something else" })))).toBe("body_differs");
  await db.webhookRequest.updateMany({
    where: { id: first.request_id },
    data: { receivedAt: new Date(0) },
  });
  await forgetOldCalls(ctx.platform, new Date());
  expect(await reasonOf(post(order(id, { text: "Something else" })))).toBeNull();
});

test("a refused call can be verified again for three days; then it says why not", async () => {
  const { post, endpoint } = await connectSender(ctx, { guards });
  const wrong = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  const refused = async () => {
    const response = await post(order(), { secret: wrong });
    expect(response.status).toBe(403);
    return ((await response.json()) as { error: { request_id: string } }).error.request_id;
  };
  const [young, old] = [await refused(), await refused()];
  expect(String(Buffer.from((await getRequest({ ctx, input: { id: young } })).body!))).not.toContain(phone);
  await updateEndpoint({ ctx, input: { id: endpoint.id, verification: { secret: wrong } } });
  const fourDaysAgo = new Date(Date.now() - 4 * 86_400_000);
  await db.webhookRequest.updateMany({ where: { id: old }, data: { receivedAt: fourDaysAgo } });
  await forgetRedactedFields(ctx.platform, new Date());
  expect(await bytesOf(old)).not.toContain(phone);
  expect(await bytesOf(young)).toContain(phone);

  expect(await explainRequest({ ctx, input: { id: old } })).toEqual([]);
  await expect(verifyRequestAgain({ ctx, input: { id: old } })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("redacted fields"),
  });
  const again = await verifyRequestAgain({ ctx, input: { id: young } });
  if (again.status !== "accepted") throw new Error(again.status);
  expect((await getEvent({ ctx, input: { id: again.eventIds[0]! } })).mapped.contact).toEqual({
    id: "c-1",
    name: "Ana",
  });
});

test("a run over what is recent leaves old rows alone, unless the fields have changed since", async () => {
  const { post, endpoint } = await connectSender(ctx, { guards });
  const sent = await stored(post(order()));
  await finish(sent.event_id);
  const inAWeek = new Date(Date.now() + 7 * 86_400_000);
  // Nothing has been gone through yet: everything is.
  await forgetRedactedFields(ctx.platform, inAWeek, "recent");
  expect(await bytesOf(sent.request_id)).not.toContain(card);
  const late = await stored(post(order()));
  await finish(late.event_id);
  await forgetRedactedFields(ctx.platform, inAWeek, "recent");
  expect(await bytesOf(late.request_id)).toContain(card);
  await updateEndpoint({ ctx, input: { id: endpoint.id, guards: { redacted_fields: ["cards.number"] } } });
  await forgetRedactedFields(ctx.platform, inAWeek, "recent");
  expect(await bytesOf(late.request_id)).not.toContain(card);
});
