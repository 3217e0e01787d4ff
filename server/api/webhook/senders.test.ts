import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { findEvent } from "../../incoming-event/find-event.ts";
import { getRequest } from "../../incoming-event/get-request.ts";
import { listRequests } from "../../incoming-event/list-requests.ts";
import { readEventPayload } from "../../incoming-event/read-event-payload.ts";
import { testContext } from "../../testing/context.ts";
import { connectSender } from "../../testing/webhook-sender.ts";

const secret = "the sender's own secret";
const hmac = (algorithm: string, content: string) => createHmac(algorithm, secret).update(content);

type Answer = { status: string; event_id?: string; event_ids?: string[]; request_id: string };

/** Connects a sender and returns how it posts, with the headers that `sign` makes of a body. */
async function connect(
  ctx: Context,
  scheme: string,
  sign: (body: string, url: string) => Record<string, string>,
  options: { source?: string; secret?: string | Record<string, string> } = {},
) {
  const sender = await connectSender(ctx, {
    verification: { scheme, secret: options.secret ?? secret },
    ...(options.source ? { source: options.source } : {}),
  });
  const post = async (body: string, query = "") => {
    const path = `/api/webhook/v1/${sender.endpoint.key}${query}`;
    const response = await sender.send(body, sign(body, `${sender.endpoint.url}${query}`), { path });
    const text = await response.text();
    return { status: response.status, text, answer: () => JSON.parse(text) as Answer };
  };
  return { ...sender, post };
}

describe("senders that put several events into one request", () => {
  const hubspot = (ctx: Context) =>
    connect(ctx, "hubspot-v3", (body, url) => {
      const time = String(Date.now());
      return {
        "x-hubspot-request-timestamp": time,
        "x-hubspot-signature-v3": hmac("sha256", `POST${url}${body}${time}`).digest("base64"),
      };
    });
  const change = (eventId: number, more = {}) => ({
    portalId: 62515,
    subscriptionId: 12345,
    objectId: 9,
    eventId,
    occurredAt: 1763892000000,
    subscriptionType: "contact.propertyChange",
    ...more,
  });

  test("HubSpot: each has its own key, and what repeats is not done twice", async () => {
    const ctx = await testContext();
    const { post } = await hubspot(ctx);
    const first = await post(JSON.stringify([change(1), change(2, { propertyValue: "hello" })]));
    expect(first.status).toBe(202);
    const { event_ids: ids } = first.answer();
    expect(ids).toHaveLength(2);
    expect(await findEvent(ctx, ids![1]!)).toMatchObject({
      eventKey: "62515/12345/9/2/1763892000000",
      type: "contact.propertyChange",
      mapped: { text: "hello", entity: "9" },
    });
    expect((await readEventPayload({ ctx, input: { id: ids![1]! } })).body).toMatchObject({ eventId: 2 });

    const overlapping = await post(JSON.stringify([change(2), change(3)]));
    expect(overlapping.status).toBe(202);
    expect(overlapping.answer().event_ids![0]).toBe(ids![1]);
    const repeated = await post(JSON.stringify([change(3), change(1)]));
    expect(repeated.status).toBe(200);
    expect(repeated.answer()).toMatchObject({
      status: "already_processed",
      event_ids: [overlapping.answer().event_ids![1], ids![0]],
    });
    expect(
      await ctx.platform.database.prisma.eventRun.count({ where: { workspaceId: ctx.workspaceId } }),
    ).toBe(3);
  });

  test("none at all is accepted, a part without a key refuses the whole", async () => {
    const ctx = await testContext();
    const { post } = await hubspot(ctx);
    const empty = await post("[]");
    expect([empty.status, empty.answer()]).toEqual([
      202,
      expect.objectContaining({ status: "accepted", event_ids: [] }),
    ]);
    expect((await post(JSON.stringify([change(1), {}]))).status).toBe(400);
    expect((await post(JSON.stringify(Array.from({ length: 1001 }, (_, i) => change(i))))).status).toBe(422);
    expect(
      await ctx.platform.database.prisma.incomingEvent.count({ where: { workspaceId: ctx.workspaceId } }),
    ).toBe(0);
  });

  test("Meta: messages and their senders; 200 is the answer it wants", async () => {
    const ctx = await testContext();
    const { post } = await connect(
      ctx,
      "meta",
      (body) => ({ "x-hub-signature-256": `sha256=${hmac("sha256", body).digest("hex")}` }),
      { secret: { app_secret: secret, verify_token: "verify me" } },
    );
    const value = {
      contacts: [{ profile: { name: "Ana" }, wa_id: "15550001" }],
      messages: [
        {
          from: "15550001",
          id: "wamid.1",
          timestamp: "1763892000",
          type: "text",
          text: { body: "Where is it?" },
        },
      ],
      statuses: [{ id: "wamid.0", status: "delivered", timestamp: "1763891000", recipient_id: "15550002" }],
    };
    const body = JSON.stringify({
      object: "whatsapp_business_account",
      entry: [{ id: "1", changes: [{ field: "messages", value }] }],
    });
    const { status, answer } = await post(body);
    expect(status).toBe(200);
    expect(answer().status).toBe("accepted");
    const [message, delivered] = await Promise.all(answer().event_ids!.map((id) => findEvent(ctx, id)));
    expect(message).toMatchObject({
      eventKey: "wamid.1",
      type: "messages",
      occurredAt: new Date(1763892000000),
      mapped: { text: "Where is it?", contact: { id: "15550001", name: "Ana", phone: "15550001" } },
    });
    expect(delivered).toMatchObject({ eventKey: "wamid.0/delivered/1763891000", type: "statuses" });
  });
});

describe("handshakes", () => {
  test("Slack's challenge is echoed when it is signed", async () => {
    const ctx = await testContext();
    const slack = await connect(ctx, "slack", (body) => {
      const time = String(Math.floor(Date.now() / 1000));
      return {
        "x-slack-request-timestamp": time,
        "x-slack-signature": `v0=${hmac("sha256", `v0:${time}:${body}`).digest("hex")}`,
      };
    });
    const challenge = JSON.stringify({ type: "url_verification", challenge: "3eZbrw1a", token: "x" });
    const { status, text } = await slack.post(challenge);
    expect([status, text]).toEqual([200, "3eZbrw1a"]);
    expect((await slack.send(challenge, {})).status).toBe(401);
    const { data } = await listRequests({ ctx, input: { verdict: "handshake" } });
    expect(data).toMatchObject([{ status: 200, reason: null, eventId: null }]);

    const event = await slack.post(
      JSON.stringify({
        type: "event_callback",
        event_id: "Ev1",
        event: { type: "message", text: "Hi", user: "U1" },
      }),
    );
    expect(await findEvent(ctx, event.answer().event_id!)).toMatchObject({
      eventKey: "Ev1",
      type: "message",
      mapped: { text: "Hi", contact: { id: "U1" } },
    });
  });

  test("Meta's is answered to whoever knows the token", async () => {
    const ctx = await testContext();
    const meta = await connect(ctx, "meta", () => ({}), {
      secret: { app_secret: secret, verify_token: "verify me" },
    });
    const get = (token: string) =>
      meta.send(
        undefined,
        {},
        {
          method: "GET",
          path: `/api/webhook/v1/${meta.endpoint.key}?hub.mode=subscribe&hub.verify_token=${encodeURIComponent(token)}&hub.challenge=42`,
        },
      );
    const right = await get("verify me");
    expect([right.status, await right.text()]).toEqual([200, "42"]);
    expect((await get("guess")).status).toBe(403);
    const { data } = await listRequests({ ctx, input: {} });
    expect(data.map((row) => row.verdict)).toEqual(["rejected", "handshake"]);
    const { url } = await getRequest({ ctx, input: { id: data[1]!.id } });
    expect(url).toContain("hub.verify_token=[masked]");
  });
});

test("Twilio posts form fields, signed with the address it was given", async () => {
  const ctx = await testContext();
  const twilio = await connectSender(ctx, { verification: { scheme: "twilio", secret } });
  const { endpoint } = twilio;
  const body = "MessageSid=SM1&Body=Hello+there&From=%2B15550001&SmsStatus=received";
  const content = `${endpoint.url}BodyHello thereFrom+15550001MessageSidSM1SmsStatusreceived`;
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-twilio-signature": hmac("sha1", content).digest("base64"),
  };
  const response = await twilio.send(body, {}, { headers });
  expect(response.status).toBe(200);
  const { event_id } = (await response.json()) as Answer;
  expect(await findEvent(ctx, event_id!)).toMatchObject({
    eventKey: "SM1",
    type: "received",
    mapped: { text: "Hello there", contact: { id: "+15550001", phone: "+15550001" } },
  });
  expect((await readEventPayload({ ctx, input: { id: event_id! } })).body).toMatchObject({
    Body: "Hello there",
  });
  // Nobody else may post form fields.
  const other = await connectSender(ctx);
  expect((await other.post("a=b", { headers: { "content-type": headers["content-type"] } })).status).toBe(
    415,
  );
});

test("alerts without an id are known by what fires since when", async () => {
  const ctx = await testContext();
  const { post } = await connect(ctx, "grafana", (body) => ({
    "x-grafana-alerting-signature": hmac("sha256", body).digest("hex"),
  }));
  const notification = (status: string, startsAt: string, more = {}) =>
    JSON.stringify({
      groupKey: '{}:{alertname="High"}',
      status,
      alerts: [{ fingerprint: "c0ffee", status, startsAt, values: more }],
      message: "CPU is high",
    });
  const firing = await post(notification("firing", "2026-11-23T10:00:00Z"));
  expect(firing.status).toBe(202);
  // Said again four hours later, with other values: the same alert.
  expect((await post(notification("firing", "2026-11-23T10:00:00Z", { A: 2 }))).status).toBe(200);
  expect((await post(notification("resolved", "2026-11-23T10:00:00Z"))).status).toBe(202);
  expect((await post(notification("firing", "2026-11-23T14:00:00Z"))).status).toBe(202);
  expect(await findEvent(ctx, firing.answer().event_id!)).toMatchObject({
    eventKey: expect.stringMatching(/^alerts\/[0-9a-f]{64}$/),
    type: "firing",
    mapped: { text: "CPU is high" },
  });
});
