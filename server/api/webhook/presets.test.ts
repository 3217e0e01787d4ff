import { expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { createEndpoint } from "../../endpoint/create-endpoint.ts";
import { presets } from "../../endpoint/presets/presets.ts";
import { signRequest, writeSample } from "../../endpoint/presets/write-sample.ts";
import { schemes } from "../../endpoint/verification/schemes.ts";
import { findEvent } from "../../incoming-event/find-event.ts";
import { readEventPayload } from "../../incoming-event/read-event-payload.ts";
import { newId } from "../../platform/ids.ts";
import { testContext } from "../../testing/context.ts";
import { connectSender, testSecret } from "../../testing/webhook-sender.ts";
import { handleWebhook } from "./handle-webhook.ts";

const secret = "a bearer token";
type Answer = { status: string; event_id?: string; event_ids?: string[] };

/** A sender of this source that only shows a token, and how it posts. */
async function connect(ctx: Context, source: string) {
  const { send } = await connectSender(ctx, { source, verification: { scheme: "bearer", secret } });
  return async (body: string) => {
    const response = await send(body, { authorization: `Bearer ${secret}` });
    const text = await response.text();
    return { status: response.status, answer: () => JSON.parse(text) as Answer };
  };
}

test("Alertmanager's group is an event an alert, each with its own key", async () => {
  const ctx = await testContext();
  const post = await connect(ctx, "alertmanager");
  const alert = (fingerprint: string, status = "firing") => ({
    fingerprint,
    status,
    startsAt: "2026-11-23T10:00:00Z",
    annotations: { description: `${fingerprint} is full` },
  });
  const group = (...alerts: object[]) =>
    JSON.stringify({ version: "4", groupKey: "{}:{}", status: "firing", receiver: "desk", alerts });
  const first = await post(group(alert("a"), alert("b")));
  expect(first.status).toBe(202);
  const ids = first.answer().event_ids!;
  expect(ids).toHaveLength(2);
  expect(await findEvent(ctx, ids[1]!)).toMatchObject({
    eventKey: expect.stringMatching(/^alert\/[0-9a-f]{64}$/),
    type: "firing",
    mapped: { text: "b is full", entity: "b", contact: { id: "desk" } },
  });
  expect((await readEventPayload({ ctx, input: { id: ids[1]! } })).body).toMatchObject({
    alert: { fingerprint: "b" },
    receiver: "desk",
  });
  // Told again with one resolved: the one that still fires is known.
  const again = await post(group(alert("a"), alert("b", "resolved")));
  expect(again.status).toBe(202);
  expect(again.answer().event_ids![0]).toBe(ids[0]);
  expect(again.answer().event_ids![1]).not.toBe(ids[1]);
  expect((await post(group(alert("a")))).status).toBe(200);
  expect((await post("{}")).status).toBe(400);
});

test("senders without an event id: the key is made of their own fields", async () => {
  const ctx = await testContext();
  const freshdesk = await connect(ctx, "freshdesk");
  const ticket = (more = {}) =>
    JSON.stringify({ freshdesk_webhook: { ticket_id: 7, triggered_event: "{created}", ...more } });
  expect((await freshdesk(ticket())).status).toBe(202);
  expect((await freshdesk(ticket({ ticket_url: "elsewhere" }))).status).toBe(200);
  expect((await freshdesk(ticket({ ticket_status: "Open" }))).status).toBe(202);
  expect((await freshdesk('{"freshdesk_webhook":{}}')).status).toBe(400);

  const zendesk = await connect(ctx, "zendesk");
  const trigger = (updated_at: string) => JSON.stringify({ ticket: { id: 41, updated_at, status: "open" } });
  const made = await zendesk(trigger("2026-11-23T10:00:00Z"));
  expect(made.status).toBe(202);
  expect(await findEvent(ctx, made.answer().event_id!)).toMatchObject({
    eventKey: "ticket/41/2026-11-23T10:00:00Z//open",
  });
  expect((await zendesk(trigger("2026-11-23T10:00:00Z"))).status).toBe(200);
  expect((await zendesk(trigger("2026-11-23T10:05:00Z"))).status).toBe(202);
});

test("the source alone picks the scheme, and the places of its fields", async () => {
  const ctx = await testContext();
  const { endpoint, generatedSecret } = await createEndpoint({
    ctx,
    input: { key: `test-${newId()}`, name: "GitLab", source: "gitlab" },
  });
  expect(endpoint).toMatchObject({
    source: "gitlab",
    verification: { scheme: "token", header: "x-gitlab-token" },
  });
  expect(generatedSecret).toMatch(/^[0-9a-f]{64}$/);
  await expect(createEndpoint({ ctx, input: { key: `test-${newId()}`, name: "?" } })).rejects.toThrow();
  const own = await createEndpoint({
    ctx,
    input: { key: `test-${newId()}`, name: "Own", source: "gitlab", verification: { scheme: "bearer" } },
  });
  expect(own.endpoint.verification).toEqual({ scheme: "bearer" });
});

/** A secret of the scheme's shape, where it is not any text. */
const callback = { token: "t", encoding_aes_key: "a".repeat(43), receive_id: "r" };
const shaped: Record<string, string | Record<string, string>> = {
  "standard-webhooks": testSecret,
  svix: testSecret,
  wecom: callback,
  dingtalk: callback,
  "wechat-mp": { token: "t" },
  feishu: { verification_token: "v", encrypt_key: "k" },
  meta: { app_secret: "a", verify_token: "v" },
  basic: { username: "u", password: "p" },
};

test.each([...presets.keys()])(
  "%s: its sample, signed as this sender signs, becomes an event",
  async (source) => {
    const ctx = await testContext();
    const preset = presets.get(source)!;
    const value = shaped[preset.scheme] ?? secret;
    const { endpoint } = await createEndpoint({
      ctx,
      input: { key: `test-${newId()}`, name: source, source, verification: { secret: value } },
    });
    const scheme = schemes.get(endpoint.verification.scheme)!;
    const seed = { id: newId(), at: new Date() };
    const { scheme: _, ...options } = endpoint.verification;
    const send = (at: Date) => {
      const request = signRequest(scheme, {
        url: endpoint.url,
        unsigned: writeSample(preset, scheme, seed),
        secret: typeof value === "string" ? value : JSON.stringify(value),
        options,
        at,
        seed: seed.id,
      });
      const { url, headers, body } = request;
      const call = new Request(url, { method: "POST", headers, body: body as BodyInit });
      return handleWebhook(ctx.platform, call, { remoteAddress: undefined });
    };
    const first = await send(seed.at);
    expect(first.status, await first.clone().text()).toBe(scheme.acceptedStatus ?? 202);
    const { event_id } = (await first.json()) as Answer;
    const event = await findEvent(ctx, event_id!);
    expect(event!.type).not.toBe("unknown");
    expect(event!.mapped.text, "the text").toBeTruthy();
    expect(event!.mapped.contact?.id, "the contact").toBeTruthy();
    expect(event!.occurredAt === null, "the time").toBe(source === "twilio");
    const again = await send(seed.at);
    expect([again.status, ((await again.json()) as Answer).status]).toEqual([200, "already_processed"]);
  },
);
