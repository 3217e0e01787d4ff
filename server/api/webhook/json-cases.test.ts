import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { listEvents } from "../../incoming-event/list-events.ts";
import { newId } from "../../platform/ids.ts";
import { testContext } from "../../testing/context.ts";
import { readSharedData } from "../../testing/shared-data.ts";
import { connectSender, type WebhookSender } from "../../testing/webhook-sender.ts";

type SuiteCase = { name: string; b64: string; expected: "accept" | "reject" | "either" };
type WebhookCase = { name: string; raw: string; expect: string; contentType?: string };
const data = readSharedData<{ json_test_suite: SuiteCase[]; webhook_cases: WebhookCase[] }>(
  "attacks/json_cases.json",
  "348 JSON texts",
);
const naughty = readSharedData<{ strings: { s: string }[] }>("attacks/naughty.json", "549 naughty strings");

let ctx: Context;
let sender: WebhookSender;
beforeAll(async () => {
  ctx = await testContext();
  sender = await connectSender(ctx);
});

const codeOf = async (response: Response) =>
  ((await response.json()) as { error?: { code: string } }).error?.code ?? "";

describe.runIf(data)("JSONTestSuite, correctly signed", () => {
  test.each(data?.json_test_suite ?? [])("$expected $name", async ({ b64, expected }) => {
    const body = Buffer.from(b64, "base64");
    const { status } = await sender.post(body);
    if (expected === "reject") expect(status).toBe(400);
    else if (expected === "either") expect([202, 400, 422]).toContain(status);
    else {
      // What is right JSON and an object is an event: its key is the message id.
      const value: unknown = JSON.parse(body.toString());
      const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
      // An "id" among the suite's objects is no id.
      if (isObject && !Object.hasOwn(value, "id")) expect(status).toBe(202);
      else expect([202, 200, 400, 422]).toContain(status);
    }
  });
});

/** The statuses an expectation of the file names. */
function statuses(expectation: string): number[] {
  const list: number[] = [];
  if (/2xx|exact|one consistent id|as above|only event_id|parsed|stored|two different/.test(expectation))
    list.push(200, 202);
  for (const status of expectation.match(/\b4\d\d\b/g) ?? []) list.push(Number(status));
  return list;
}

describe.runIf(data)("payloads made for webhooks, correctly signed", () => {
  test.each(data?.webhook_cases ?? [])("$name", async ({ name, raw, contentType, expect: expectation }) => {
    const headers: Record<string, string> = contentType ? { "content-type": contentType } : {};
    // The pair is meant as two requests.
    const bodies = name === "bigint_pair" ? raw.slice(1, -1).split(",") : [raw];
    for (const body of bodies) {
      const response = await sender.post(body, { headers });
      expect(statuses(expectation), await response.text()).toContain(response.status);
      if (bodies.length > 1) expect(response.status).toBe(202);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe("what the body says is read in one way", () => {
  const keyOf = async (body: string) => {
    const response = await sender.post(body);
    expect(response.status).toBe(202);
    const { event_id } = (await response.json()) as { event_id: string };
    const { data: events } = await listEvents({ ctx, input: { limit: 5 } });
    return events.find((event) => event.id === event_id)!;
  };

  test.each([
    ['{"event_id":90071992547409920000001}', "90071992547409920000001"],
    ['{"event_id":90071992547409920000002}', "90071992547409920000002"],
    ['{"event_id":7.10}', "7.10"],
    ['{"event_id":" spaced "}', " spaced "],
    ['{"event_id":"Case"}', "Case"],
    ['{"event_id":"first","event_id":"last"}', "last"],
    ['{"event_id":"first-escaped","event\\u005fid":"last-escaped"}', "last-escaped"],
    ['{"Event_Id":"other","event_id":"exactly"}', "exactly"],
    ['{"id":"falls back to id"}', "falls back to id"],
  ])("%s has the key %s", async (body, key) => expect((await keyOf(body)).eventKey).toBe(key));

  test.each([
    ["no name that is usual: the message id", '{"a":1}', 202, ""],
    ["null", '{"event_id":null,"id":"x"}', 400, "invalid_event_key"],
    ["a boolean", '{"event_id":true}', 400, "invalid_event_key"],
    ["an object", '{"event_id":{"not":""}}', 400, "invalid_event_key"],
    ["too long", JSON.stringify({ event_id: "😀".repeat(513) }), 400, "invalid_event_key"],
    ["just long enough", JSON.stringify({ event_id: "😀".repeat(512) }), 202, ""],
    ["a lone surrogate", '{"event_id":"\\ud800"}', 400, "invalid_event_key"],
    ["a list of events", '[{"event_id":"x"}]', 422, "unusable_content"],
    ["65 levels", `${'{"a":'.repeat(65)}1${"}".repeat(65)}`, 400, "invalid_json"],
    ["64 levels", `${'{"a":'.repeat(64)}1${"}".repeat(64)}`, 202, ""],
  ])("%s", async (_, body, status, code) => {
    const response = await sender.post(body);
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
  });

  test("no content type, another one, or a compressed body", async () => {
    const body = JSON.stringify({ event_id: newId() });
    const refused: Record<string, string | null>[] = [
      { "content-type": null },
      { "content-type": "text/plain" },
      { "content-encoding": "gzip" },
    ];
    for (const headers of refused) {
      // A body in text would get a type of its own.
      const response = await sender.post(Buffer.from(body), { headers });
      expect([response.status, await codeOf(response)]).toEqual([415, "unsupported_media_type"]);
    }
    const accepted = await sender.post(body, {
      headers: {
        "content-type": "application/cloudevents+json; charset=utf-8",
        "content-encoding": "identity",
      },
    });
    expect(accepted.status).toBe(202);
  });

  test("what PostgreSQL cannot hold is replaced in text, and whole in the raw bytes", async () => {
    const event = await keyOf('{"event_id":"nul","text":"a\\u0000b\\ud800","user":{"name":"\\udc00x"}}');
    expect(event.mapped).toEqual({ text: "a\uFFFDb\uFFFD", contact: { name: "\uFFFDx" } });
  });
});

test.runIf(naughty)(
  "every naughty string survives as text, name and key",
  async () => {
    for (const { s } of naughty!.strings) {
      const response = await sender.post(
        JSON.stringify({ event_id: newId(), text: s, type: s, user: { id: s, name: s } }),
      );
      expect(response.status, s).toBe(202);
    }
    const usable = naughty!.strings.filter(
      ({ s }) => s.length > 0 && [...s].length <= 512 && !s.includes("\0"),
    );
    for (const { s } of usable.slice(0, 100)) {
      const response = await sender.post(JSON.stringify({ event_id: s }));
      expect([200, 202], s).toContain(response.status);
    }
  },
  120_000,
);

test("no input yields a 5xx", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.json({ depthSize: "medium" }).map((text) => Buffer.from(text)),
        fc
          .record({
            event_id: fc.jsonValue(),
            type: fc.jsonValue(),
            text: fc.string({ unit: "binary" }),
            timestamp: fc.jsonValue(),
            user: fc.jsonValue(),
            data: fc.jsonValue(),
          })
          .map((value) => Buffer.from(JSON.stringify(value))),
      ),
      fc.string({ minLength: 1, maxLength: 600 }).filter((id) => /^[\x21-\x7e]+$/.test(id)),
      async (body, id) => {
        const { status } = await sender.post(body, { id });
        expect([200, 202, 400, 403, 422]).toContain(status);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
