import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import { expect, test } from "vitest";
import { callBody, canonicalJson, readAnswer, signature, testedSdkVersion } from "./protocol.ts";
import { readFunctions } from "./register.ts";

/** What the engine assumes of the SDK, held against the SDK itself. */
const silent = { info() {}, warn() {}, error() {}, debug() {} };
const signingKey = `signkey-prod-${"0123456789abcdef".repeat(4)}`;
const client = new Inngest({ id: "app", eventKey: "key", signingKey, isDev: false, logger: silent });
const functions = [
  client.createFunction(
    {
      id: "fn",
      retries: 7,
      triggers: [{ event: "a", if: "event.data.x == 1" }, { cron: "TZ=Europe/Paris 0 9 * * 1-5" }],
      cancelOn: [{ event: "stop", match: "data.id", timeout: "1d" }],
      concurrency: [{ limit: 2, key: "event.data.id" }],
      idempotency: "event.data.id",
      onFailure: () => {},
    },
    async ({ step }) => step.run("my-step-id", () => "text \u0000 \ud800"),
  ),
];
const handler = serve({ client, functions });

async function call(body: string, headers: Record<string, string> = {}, stepId = "step") {
  const response = await handler(
    new Request(`http://localhost/api/inngest?fnId=app-fn&stepId=${stepId}`, {
      method: "POST",
      body,
      headers: {
        host: "localhost",
        "x-inngest-req-version": "2",
        "x-inngest-signature": signature(body, signingKey, Math.floor(Date.now() / 1000)),
        ...headers,
      },
    }),
  );
  const text = await response.text();
  return readAnswer(response.status, (name) => response.headers.get(name) ?? undefined, text);
}
const event = canonicalJson({ id: "e", name: "a", data: { z: "ä\ud800", a: [1e21, -0, null] }, ts: 1 });
const context = { runId: "r", attempt: 0, maxAttempts: 8, disableImmediateExecution: false, event };

test("the installed SDK is the one the engine was tried against", () => {
  const manifest = join(import.meta.dirname, "../../node_modules/inngest/package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  expect(version).toBe(testedSdkVersion);
});

test("the SDK takes our signature and body, and answers with a step by the SHA-1 of its id", async () => {
  const answer = await call(callBody({ ...context, steps: new Map() }));
  expect(answer).toMatchObject({
    kind: "operations",
    operations: [
      {
        op: "StepRun",
        id: "e7d8a2f140845095749d60246ff1110c9d01d76a",
        data: "text \u0000 \ud800",
        displayName: "my-step-id",
      },
    ],
  });
});

test("with the step kept, the function ends with its result", async () => {
  const steps = new Map([["e7d8a2f140845095749d60246ff1110c9d01d76a", '{"data":"kept"}']]);
  expect(await call(callBody({ ...context, steps }))).toEqual({ kind: "result", data: "kept" });
});

test("the SDK refuses a wrong or stale signature", async () => {
  const body = callBody({ ...context, steps: new Map() });
  const stale = signature(body, signingKey, Math.floor(Date.now() / 1000) - 400);
  for (const bad of [stale, signature(`${body} `, signingKey, Math.floor(Date.now() / 1000)), "t=1&s=00"])
    expect(await call(body, { "x-inngest-signature": bad })).toMatchObject({
      kind: "error",
      error: { message: "Unauthorized" },
    });
});

test("what the SDK registers is read whole", async () => {
  const body = JSON.stringify({ url: "http://localhost/api/inngest" });
  const response = await handler(
    new Request("http://localhost/api/inngest", {
      method: "PUT",
      body,
      headers: {
        host: "localhost",
        "x-inngest-sync-kind": "in_band",
        "x-inngest-signature": signature(body, signingKey, Math.floor(Date.now() / 1000)),
      },
    }),
  );
  const registration = (await response.json()) as { functions: unknown };
  const read = readFunctions(registration.functions);
  expect([...read.keys()]).toEqual(["app-fn", "app-fn-failure"]);
  expect(read.get("app-fn")).toMatchObject({
    maxAttempts: 8,
    events: [{ name: "a" }],
    crons: ["TZ=Europe/Paris 0 9 * * 1-5"],
    cancelOn: [{ event: "stop", timeoutMs: 86_400_000 }],
    concurrency: [{ limit: 2, shared: false }],
  });
  expect(read.get("app-fn-failure")).toMatchObject({
    maxAttempts: 2,
    events: [{ name: "inngest/function.failed" }],
  });
});

test("canonical JSON sorts keys by UTF-16 and keeps numbers as ECMAScript writes them", () => {
  expect(canonicalJson({ b: 1, a: { "\u20ac": 1, "\r": 2, "1": 3, "\ud83d\ude00": 4, "\ufb33": 5 } })).toBe(
    '{"a":{"\\r":2,"1":3,"\u20ac":1,"\ud83d\ude00":4,"\ufb33":5},"b":1}',
  );
  expect(canonicalJson(JSON.parse("[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]"))).toBe(
    "[333333333.3333333,1e+30,4.5,0.002,1e-27]",
  );
});

/** inngest-js abc4a63, packages/inngest/src/test/helpers.ts:1590 */
test("the SDK's published vector is signed as published", () => {
  const body =
    '{"ctx":{"fn_id":"local-testing-local-cron","run_id":"01GQ3HTEZ01M7R8Z9PR1DMHDN1","step_id":"step"},"event":{"data":{},"id":"","name":"demo/event.sent","ts":1674082830001,"v":"1"},"events":[{"data":{},"id":"","name":"demo/event.sent","ts":1674082830001,"v":"1"}],"steps":{},"use_api":false}';
  expect(canonicalJson(JSON.parse(body))).toBe(body);
  const key = "signkey-test-f00f3005a3666b359a79c2bc3380ce2715e62727ac461ae1a2618f8766029c9f";
  expect(signature(body, key, 1687306735)).toBe(
    "t=1687306735&s=a060f245a5d0c3c779ef65fd15b2ac06e4ab98dd8cc9860aa0722c8481ae02ab",
  );
});

test("the published vectors of Inngest's signature: what is signed here is what its SDK expects", () => {
  type Vector = {
    id: string;
    scheme: string;
    secret: string;
    headers: Record<string, string>;
    raw_body: string;
  };
  const file = join(import.meta.dirname, "../../server/endpoint/verification/vectors.json");
  const { vectors } = JSON.parse(readFileSync(file, "utf8")) as { vectors: Vector[] };
  const ours = vectors.filter(({ scheme }) => scheme === "inngest");
  // The second one is too old for the SDK, which is the SDK's to say; the third is signed with another key.
  const signed = ours.map(({ secret, headers, raw_body }) => {
    const header = headers["x-inngest-signature"]!;
    return (
      signature(canonicalJson(JSON.parse(raw_body)), secret, Number(/t=(\d+)/.exec(header)?.[1])) === header
    );
  });
  expect(signed).toEqual([true, true, false]);
});

/** Every option of a function in this SDK: what it means to the engine is decided for each. */
const options = {
  carried: ["triggers", "concurrency", "idempotency", "cancelOn", "retries", "onFailure", "id", "name"],
  refused: ["batchEvents", "rateLimit", "throttle", "debounce", "priority", "timeouts", "singleton"],
  // These change how the SDK works, not what it asks of a server.
  ofTheSdk: [
    "description",
    "middleware",
    "optimizeParallelism",
    "checkpointing",
    "experimentalCheckpointing",
  ],
};

test("the SDK has no option that nobody has decided on", () => {
  const types = join(import.meta.dirname, "../../node_modules/inngest/components/InngestFunction.d.ts");
  const [, body = ""] =
    /interface Options<[\s\S]*?> \{\n([\s\S]*?)\n {2}\}/.exec(readFileSync(types, "utf8")) ?? [];
  const found = [...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, name]) => name).sort();
  expect(found).toEqual(Object.values(options).flat().sort());
});

test.each([
  ["batchEvents", { batchEvents: { maxSize: 2, timeout: "1s" } }],
  ["rateLimit", { rateLimit: { limit: 1, period: "1s" } }],
  ["throttle", { throttle: { limit: 1, period: "1s" } }],
  ["debounce", { debounce: { period: "1s" } }],
  ["priority", { priority: { run: "1" } }],
  ["timeouts", { timeouts: { start: "1s" } }],
  ["singleton", { singleton: { mode: "skip" } }],
] as const)("%s, as the SDK registers it, is refused by its name", (name, option) => {
  expect(options.refused).toContain(name);
  const fn = client.createFunction({ id: "other", triggers: { event: "a" }, ...option }, () => {});
  type Registers = { getConfig(at: { baseUrl: URL; appPrefix: string }): unknown[] };
  const at = { baseUrl: new URL("http://localhost/api/inngest"), appPrefix: "app" };
  const config = (fn as unknown as Registers).getConfig(at);
  expect(() => readFunctions(JSON.parse(JSON.stringify(config)))).toThrow(
    new RegExp(`^Function "app-other" uses ${name}, which`),
  );
});
