import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { updateEndpoint } from "../../endpoint/update-endpoint.ts";
import { testContext } from "../../testing/context.ts";
import { processorMs } from "../../testing/processor-time.ts";
import { readSharedData } from "../../testing/shared-data.ts";
import {
  connectSender,
  standardSignature,
  testSecret,
  type WebhookSender,
} from "../../testing/webhook-sender.ts";

type AttackCase = { name: string; mutate: Record<string, unknown>; expect: string };
const data = readSharedData<{ vector: { body: string }; cases: AttackCase[] }>(
  "attacks/webhook_auth.json",
  "51 forged and replayed webhooks",
);

const otherSecret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const nowSeconds = () => Math.floor(Date.now() / 1000);

/** What each expectation of the file allows; a credential that is there but wrong is 403 here, an absent one 401. */
function allowed(expectation: string): (status: number) => boolean {
  if (expectation.startsWith("2xx or 401"))
    return (status) => status < 300 || status === 401 || status === 403;
  if (/2xx/.test(expectation)) return (status) => status < 300;
  if (/^(source cannot be enabled; request )?401/.test(expectation))
    return (status) => status === 401 || status === 403;
  const statuses = expectation.match(/\b[45]\d\d\b/g)?.map(Number) ?? [];
  return (status) => statuses.includes(status);
}

let ctx: Context;
let sender: WebhookSender;
const body = data?.vector.body ?? "";
let count = 0;
/** The case's body under a key of its own. */
const fresh = () => body.replace("evt_1", `evt_${++count}`);
const signatureOf = (text: string, id: string, timestamp: number) =>
  standardSignature(testSecret, id, timestamp, text);

/** Posts with a signature header made from the right signature. */
async function withSignature(write: (right: string) => string): Promise<Response[]> {
  const [text, id, timestamp] = [fresh(), `msg_${count}`, nowSeconds()];
  return [
    await sender.post(text, {
      id,
      timestamp,
      headers: { "webhook-signature": write(signatureOf(text, id, timestamp)) },
    }),
  ];
}
const one = async (response: Promise<Response>) => [await response];

/** How a case is sent; a case the table does not know fails. */
function send({ name, mutate }: AttackCase): Promise<Response[]> {
  const text = fresh();
  const at = (seconds: number) => one(sender.post(text, { timestamp: nowSeconds() + seconds }));
  const skewed = /^timestamp now([+-]\d+)s/.exec(name);
  if (skewed) return at(Number(skewed[1]));
  const truncated = /^signature truncated to (\d+)/.exec(name);
  if (truncated) return withSignature((right) => `v1,${right.slice(0, Number(truncated[1]))}`);
  switch (name) {
    case "valid":
    case "valid unicode body bytes":
      return at(0);
    case "body re-serialised (spaces)":
      return one(
        sender.send(JSON.stringify(JSON.parse(text), null, 1), {
          "webhook-id": "msg_r",
          "webhook-timestamp": String(nowSeconds()),
          "webhook-signature": `v1,${signatureOf(text, "msg_r", nowSeconds())}`,
        }),
      );
    case "one body bit flipped": {
      const flipped = Buffer.from(text);
      flipped[20]! ^= 1;
      return one(
        sender.send(flipped, {
          "webhook-id": "msg_f",
          "webhook-timestamp": String(nowSeconds()),
          "webhook-signature": `v1,${signatureOf(text, "msg_f", nowSeconds())}`,
        }),
      );
    }
    case "wrong secret":
      return one(sender.post(text, { secret: otherSecret }));
    case "no signature header":
      return one(sender.post(text, { headers: { "webhook-signature": null } }));
    case "timestamp missing":
      return one(sender.post(text, { headers: { "webhook-timestamp": null } }));
    case "empty signature":
      return withSignature(() => "");
    case 'signature "v1,"':
      return withSignature(() => "v1,");
    case "signature + extra byte":
      return withSignature((right) => `v1,${right}A`);
    case "not base64":
      return withSignature(() => "v1,@@@@");
    case "unknown version only":
      return withSignature((right) => `v2,${right}`);
    case "no version":
      return withSignature((right) => right);
    case "two signatures, second valid":
      return withSignature((right) => `v1,bad v1,${right}`);
    case "1000 signatures in header":
      return withSignature((right) => `${"v1,bad ".repeat(1000)}v1,${right}`);
    case "array header (two signature headers)":
      // As a host joins them that does not show the headers one by one.
      return withSignature((right) => `v1,bad, v1,${right}`);
    case "timestamp not a number":
    case "timestamp float":
      return one(sender.post(text, { timestamp: String(mutate.timestamp) }));
    case "timestamp NaN/Infinity/1e3/0x":
      return Promise.all(
        (mutate.timestamp as string[]).map((timestamp) => sender.post(fresh(), { timestamp })),
      );
    case "timestamp in ms":
      return one(sender.post(text, { timestamp: Date.now() }));
    case "timestamp changed, old signature":
      return one(sender.post(text, { headers: { "webhook-timestamp": String(nowSeconds() - 7) } }));
    case "id changed, old signature":
      return one(sender.post(text, { headers: { "webhook-id": "msg_other" } }));
    case "id contains dot: msg_a.1 + ts":
      return one(sender.post(text, { id: `a.${nowSeconds()}` }));
    case "replay: same bytes again within 5 min":
    case "replay: same event_id, new webhook-id and fresh signature":
    case "replay after dedupe TTL (e.g. 25 h, clock moved)":
      return sender.post(text).then(async (first) => [first, await sender.post(text)]);
    case "same event_id, different body":
      return sender.post(text).then(async (first) => [first, await sender.post(text.replace("T-1", "T-2"))]);
    case "same event_id on two sources/tenants":
      return testContext().then(async (other) => [
        await sender.post(text),
        await (await connectSender(other)).post(text),
      ]);
    case "signature for source A used on source B":
      return connectSender(ctx, {
        verification: { scheme: "standard-webhooks", secret: otherSecret },
      }).then(async (other) => [await other.post(text)]);
    case "secret unset/empty on source":
      return connectSender(ctx, { verification: { scheme: "svix" } }).then(async (other) => [
        await other.send(text, { "svix-id": "a", "svix-timestamp": "1", "svix-signature": "v1,AA==" }),
      ]);
    case "method GET/PUT/DELETE/OPTIONS":
      return Promise.all(
        ["GET", "PUT", "DELETE", "OPTIONS", "HEAD"].map((method) => sender.post(text, { method })),
      );
    case "unknown source id":
      return one(sender.post(text, { path: "/api/webhook/v1/nosuch" }));
    case "path traversal in source id":
      return one(sender.post(text, { path: "/api/webhook/v1/..%2f..%2fadmin" }));
    case "token in query string":
      return one(
        sender.send(text, {}, { path: `/api/webhook/v1/${sender.endpoint.key}?token=${testSecret}` }),
      );
    case "body 1 byte over limit":
      return one(sender.post(" ".repeat(1024 * 1024 + 1)));
    default:
      throw new Error(`The file has a case that this test does not send: ${name}`);
  }
}

/** Cases that need a machinery of their own, and where it is. */
const elsewhere: Record<string, string> = {
  "hex upper-case": "server/endpoint/verification/verification.test.ts",
  timing: "server/endpoint/verification/verification.test.ts",
  "10 000 bad signatures": "handle-webhook.test.ts: counted beyond 60 a minute",
  "valid signature, DB down": "storage-away.test.ts",
  "valid signature, queue/Inngest down": "the outbox's tests: acceptance does not talk to the engine",
  "old secret inside rotation window": "below",
  "old secret after window": "below",
};

describe.runIf(data)("forged, stale and replayed webhooks", () => {
  beforeAll(async () => {
    ctx = await testContext();
    sender = await connectSender(ctx);
  });

  test.each((data?.cases ?? []).filter(({ name }) => !(name in elsewhere)))("$name", async (attack) => {
    let responses: Response[] = [];
    const taken = await processorMs(async () => {
      responses = await send(attack);
    });
    if (/in <50 ms/.test(attack.expect)) expect(taken).toBeLessThan(250);
    for (const response of responses) {
      expect(response.status).toBeLessThan(500);
      // Repeats are signed afresh, so each is right; which of them is new is told below.
      if (attack.mutate.repeat) continue;
      expect(allowed(attack.expect)(response.status), `${response.status}: ${await response.text()}`).toBe(
        true,
      );
    }
    if (attack.mutate.repeat === "tenant") expect(responses.map((each) => each.status)).toEqual([202, 202]);
    else if (attack.mutate.repeat) expect(responses.map((each) => each.status)).toEqual([202, 200]);
  });

  test("the file's other cases are named", () => {
    const names = new Set(data!.cases.map((attack) => attack.name));
    expect(Object.keys(elsewhere).filter((name) => !names.has(name))).toEqual([]);
  });

  afterAll(async () => {
    // Nothing that was refused became an event.
    const where = { workspaceId: ctx.workspaceId };
    const { prisma } = ctx.platform.database;
    const accepted = await prisma.webhookRequest.count({ where: { ...where, verdict: "accepted" } });
    expect(await prisma.incomingEvent.count({ where })).toBe(accepted);
  });
});

test("rotation: the old secret verifies for its hours, then no more; a change counts at once", async () => {
  const context = await testContext();
  const rotating = await connectSender(context);
  const text = () => JSON.stringify({ event_id: `rotation_${++count}` });
  expect((await rotating.post(text())).status).toBe(202);

  const rotate = (hours: number, secret: string) =>
    updateEndpoint({
      ctx: context,
      input: { id: rotating.endpoint.id, verification: { secret }, old_secret_valid_hours: hours },
    });
  expect((await rotate(24, otherSecret)).secrets).toHaveLength(2);
  expect((await rotating.post(text())).status).toBe(202);
  expect((await rotating.post(text(), { secret: otherSecret })).status).toBe(202);

  // The window has gone by: the row says so, as it will by itself tomorrow.
  const { prisma } = context.platform.database;
  await prisma.secret.updateMany({
    where: { workspaceId: context.workspaceId, expiresAt: { not: null } },
    data: { expiresAt: new Date(Date.now() - 1) },
  });
  await updateEndpoint({ ctx: context, input: { id: rotating.endpoint.id, name: "Renamed" } });
  expect((await rotating.post(text())).status).toBe(403);
  expect((await rotating.post(text(), { secret: otherSecret })).status).toBe(202);

  await rotate(0, testSecret);
  expect((await rotating.post(text(), { secret: otherSecret })).status).toBe(403);
  expect((await rotating.post(text())).status).toBe(202);

  await updateEndpoint({ ctx: context, input: { id: rotating.endpoint.id, enabled: false } });
  expect((await rotating.post(text())).status).toBe(404);
});
