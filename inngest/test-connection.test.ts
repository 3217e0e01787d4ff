import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSettings } from "../server/env.ts";
import { register } from "../server/platform/registry.ts";
import { testPlatform } from "../server/testing/context.ts";
import { hashedSigningKey } from "./embedded/protocol.ts";
import { startDurableRuns } from "./start-durable-runs.ts";
import { testAddress } from "./test-connection.ts";

/** A server that answers as Inngest does, once its keys are right. */
const eventKey = "right";
const signingKey = `signkey-prod-${"ab".repeat(32)}`;
const registered: string[] = [];
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (part) => {
    body += part;
  });
  request.on("end", () => {
    const answer = (status: number, value: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (request.url?.startsWith("/e/"))
      return request.url === `/e/${eventKey}`
        ? answer(200, { ids: ["1"], status: 200 })
        : answer(401, { error: "Event key not found", status: 401 });
    if (request.headers.authorization !== `Bearer ${hashedSigningKey(signingKey)}`)
      return answer(401, { error: "Unauthorized" });
    registered.push(...JSON.parse(body).functions.map(({ id }: { id: string }) => id));
    return answer(200, { ok: true, modified: true });
  });
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function testWith(env: Record<string, string>) {
  const settings = readSettings({ FIRSTLINE_LOG_LEVEL: "silent", ...env });
  const platform = register("platform", testPlatform({ settings }));
  const { engine, stop } = await startDurableRuns(platform);
  try {
    expect(engine.runs).toBeUndefined();
    return { kind: engine.kind, dashboardUrl: engine.dashboardUrl, checks: await engine.test() };
  } finally {
    await stop();
  }
}
const keys = (over: Record<string, string> = {}) => ({
  INNGEST_BASE_URL: url,
  INNGEST_EVENT_KEY: eventKey,
  INNGEST_SIGNING_KEY: signingKey,
  ...over,
});

test("a server with the right keys takes events, and hears of every function", async () => {
  expect(await testWith(keys())).toEqual({
    kind: "self-hosted",
    dashboardUrl: url,
    checks: [
      { subject: "events", outcome: "ok" },
      { subject: "registration", outcome: "ok" },
    ],
  });
  expect(registered).toContain("firstline-handle-incoming-event");
});

test("a wrong key is told from a wrong address", async () => {
  const wrong = await testWith(
    keys({ INNGEST_EVENT_KEY: "wrong", INNGEST_SIGNING_KEY: `signkey-prod-${"cd".repeat(32)}` }),
  );
  expect(wrong.checks.map(({ subject, outcome }) => [subject, outcome])).toEqual([
    ["events", "refused_key"],
    ["registration", "refused_key"],
  ]);
  // Port 9 is "discard": nothing listens there.
  const away = await testWith(keys({ INNGEST_BASE_URL: "http://127.0.0.1:9" }));
  expect(away.checks.map(({ outcome }) => outcome)).toEqual(["unreachable", "unreachable"]);
  for (const { detail } of away.checks) expect(detail).toMatch(/\w/);
});

test.each([
  ["http://127.0.0.1:3000", "only_local"],
  ["http://[::1]:3000", "only_local"],
  ["https://192.168.1.4", "only_local"],
  ["https://desk.local", "only_local"],
  ["https://desk", "only_local"],
  ["https://93.184.216.34", "ok"],
  ["https://desk.example.com", "ok"],
])("Inngest Cloud and %s: %s", (publicUrl, outcome) => {
  expect(testAddress(publicUrl)).toMatchObject({ subject: "address", outcome });
});
