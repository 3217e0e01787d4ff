import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { updateEndpoint } from "../../endpoint/update-endpoint.ts";
import { forgetRedactedFields } from "../../incoming-event/forget-redacted-fields.ts";
import { getRequest } from "../../incoming-event/get-request.ts";
import { indexEvent } from "../../incoming-event/index-event.ts";
import { readEventPayload } from "../../incoming-event/read-event-payload.ts";
import { reportRedaction } from "../../incoming-event/report-redaction.ts";
import { newId } from "../../platform/ids.ts";
import { guards, order, phone, redactingWorkspace, stored } from "../../testing/redacted-calls.ts";
import { connectSender, testSecret } from "../../testing/webhook-sender.ts";

const { ctx, db, bytesOf, everythingSaid, finish, found, rest } = await redactingWorkspace();

test("a body that cannot be read shows nothing", async () => {
  const { send, post, endpoint } = await connectSender(ctx, { guards });
  const refused = async (response: Promise<Response>) =>
    ((await (await response).json()) as { error: { request_id: string } }).error.request_id;
  const broken = await refused(post(`{"customer":{"phone":"${phone}"`));
  const xml = await refused(send(`<a>${phone}</a>`, { "content-type": "text/xml" }));
  for (const id of [broken, xml]) {
    const { body, redacted } = await getRequest({ ctx, input: { id } });
    expect([body, redacted]).toEqual([null, { fields: [], whole: true, forGood: false }]);
    expect(JSON.stringify((await rest("GET", `/requests/${id}`)).body)).not.toContain(phone);
    await db.webhookRequest.updateMany({ where: { id }, data: { receivedAt: new Date(0) } });
  }
  await forgetRedactedFields(ctx.platform, new Date());
  expect([await bytesOf(broken), await bytesOf(xml)]).toEqual(["", ""]);
  expect((await reportRedaction({ ctx, input: { id: endpoint.id } })).looked).toBe(0);
});

test("form fields, and several events of one request", async () => {
  const twilio = await connectSender(ctx, {
    source: "twilio",
    verification: { scheme: "twilio", secret: "a-twilio-token" },
    guards: { redacted_fields: ["ProfileName"] },
  });
  const form = new URLSearchParams({
    MessageSid: newId(),
    From: "+15550001",
    Body: "Hi",
    ProfileName: "Ana Ruiz",
  });
  const signed = [...form]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => name + value)
    .join("");
  const signature = createHmac("sha1", "a-twilio-token")
    .update(twilio.endpoint.url + signed)
    .digest("base64");
  const sent = await stored(
    twilio.send(form.toString(), {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": signature,
    }),
  );
  expect(await everythingSaid(sent, twilio.endpoint.id)).not.toContain("Ruiz");
  await finish(sent.event_id);
  await forgetRedactedFields(ctx.platform, new Date());
  expect(await bytesOf(sent.request_id)).toMatch(/ProfileName=%5Bredacted%5D/);
  expect((await readEventPayload({ ctx, input: { id: sent.event_id } })).body).toMatchObject({ Body: "Hi" });

  const alerts = await connectSender(ctx, {
    source: "alertmanager",
    verification: { scheme: "none", unverified: true },
    guards: { redacted_fields: ["alerts.labels.instance"] },
  });
  const alert = (n: number) => ({
    fingerprint: `f${n}`,
    status: "firing",
    startsAt: "2026-11-23T10:00:00Z",
    labels: { alertname: "Down", instance: `10.0.0.${n}:9100` },
  });
  const both = await stored(
    alerts.send(JSON.stringify({ groupKey: "g", status: "firing", alerts: [alert(1), alert(2)] }), {}),
  );
  expect(await everythingSaid(both, alerts.endpoint.id)).not.toContain("9100");
  expect(await db.incomingEvent.count({ where: { endpointId: alerts.endpoint.id } })).toBe(2);
});

test("what the desk needs cannot be hidden; a mistyped path shows in the report", async () => {
  const { post, endpoint } = await connectSender(ctx, {
    guards: { redacted_fields: ["customer.phone", "custmer.email"] },
  });
  await post(order());
  await post(order());
  const report = await reportRedaction({ ctx, input: { id: endpoint.id } });
  expect(report).toMatchObject({
    looked: 2,
    fields: [
      { path: "customer.phone", found: 2 },
      { path: "custmer.email", found: 0 },
    ],
  });
  expect(report.needed.find(({ name }) => name === "contact.id")?.paths).toContain("customer.id");
  const set = (redacted_fields: string[]) =>
    updateEndpoint({ ctx, input: { id: endpoint.id, guards: { redacted_fields } } });
  await expect(set(["customer"])).rejects.toMatchObject({
    code: "invalid_input",
    message: "The field customer cannot be redacted: the desk needs it (contact.id).",
  });
  await expect(set(["headers.authorization"])).rejects.toMatchObject({ name: "ZodError" });
  const mapping = { event_id: "customer.phone" };
  await expect(updateEndpoint({ ctx, input: { id: endpoint.id, mapping } })).rejects.toMatchObject({
    code: "invalid_input",
  });
});

/** Text that can stand nowhere else by chance. */
const hidden = fc.nat(0xffffffff).map((n) => `zq${n.toString(16).padStart(8, "0")}qz`);
const noise = fc.jsonValue({ maxDepth: 2 });
const shapes = [
  (value: unknown, other: unknown) => ({ customer: { id: "c-1", phone: value, other } }),
  (value: unknown, other: unknown) => ({ cards: [other, { number: value }, { number: [value, other] }] }),
  (value: unknown, other: unknown) => ({ customer: JSON.stringify({ phone: { deep: [value] }, other }) }),
];

test("whatever stands at a redacted path: no reader gives it, and no row keeps it", async () => {
  const { post, endpoint } = await connectSender(ctx, { guards });
  await fc.assert(
    fc.asyncProperty(
      hidden,
      noise,
      fc.constantFrom(...shapes),
      fc.boolean(),
      async (value, other, shape, wide) => {
        const body = { event_id: newId(), text: "Hello", other, ...shape(value, other) };
        const sent = await stored(post(JSON.stringify(body, null, wide ? 2 : 0), { secret: testSecret }));
        await indexEvent({ ctx, input: { eventId: sent.event_id } });
        expect(await everythingSaid(sent, endpoint.id)).not.toContain(value);
        expect(await found(value)).toEqual([]);
        await finish(sent.event_id);
        await forgetRedactedFields(ctx.platform, new Date());
        expect(await bytesOf(sent.request_id)).not.toContain(value);
        const rows = await db.$queryRaw<object[]>`
        SELECT e::text AS event, s.terms::text AS terms, r.url, r.headers FROM incoming_event e
        JOIN event_search s ON s.event_id = e.id JOIN webhook_request r ON r.id = e.request_id
        WHERE e.id = ${sent.event_id}::uuid`;
        expect(rows).toHaveLength(1);
        expect(JSON.stringify(rows)).not.toContain(value);
        expect(await everythingSaid(sent, endpoint.id)).not.toContain(value);
      },
    ),
    { numRuns: 25 },
  );
});
