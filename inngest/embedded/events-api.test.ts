import { afterAll, beforeAll, expect, test } from "vitest";
import { createLogger } from "../../server/platform/logger.ts";
import { testDatabase } from "../../server/testing/database.ts";
import { startEmbeddedEngine } from "./engine.ts";
import { hashedSigningKey, limits } from "./protocol.ts";
import {
  eventKey,
  randomSchema,
  signingKey,
  startTestEngine,
  type TestEngine,
  until,
} from "./testing/start-test-engine.ts";

const { pool } = testDatabase();
let running: TestEngine;
beforeAll(async () => {
  running = await startTestEngine({
    database: testDatabase(),
    functions: (client) => [
      client.createFunction({ id: "echo", triggers: { event: "echo" } }, ({ event }) => event),
    ],
  });
});
afterAll(() => running.stop());

async function post(body: unknown, key = eventKey, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${running.url}/e/${key}`, { method: "POST", body: text, headers });
  return { status: response.status, body: (await response.json()) as { ids?: string[]; error?: string } };
}
const stored = async (ids: string[]) =>
  (await pool.query(`SELECT id FROM "${running.schema}".event WHERE id = ANY($1) ORDER BY id`, [ids])).rows
    .length;

test("one event or many are committed before the answer gives their ids", async () => {
  const one = await post({ name: "x", id: "one" });
  expect(one).toEqual({ status: 200, body: { ids: ["one"], status: 200 } });
  expect(await stored(["one"])).toBe(1);
  const many = await post([
    { name: "x" },
    { name: "x", id: "two", data: { a: 1 } },
    { name: "y", data: null },
  ]);
  expect(many.status).toBe(200);
  expect(many.body.ids).toHaveLength(3);
  expect(await stored(many.body.ids!)).toBe(3);
});

test("a function gets the event as it was sent, with an id and a time", async () => {
  const sent = {
    id: "whole",
    name: "echo",
    ts: 1700000000000,
    v: "2",
    user: { email: "a@b" },
    data: { text: "\u0000\ud800", n: 1e21 },
  };
  await post(sent);
  const run = await running.ended("echo", "whole");
  expect(run.output).toEqual(sent);
  const before = Date.now();
  await post({ id: "bare", name: "echo" });
  const bare = (await running.ended("echo", "bare")).output as { ts: number };
  expect(bare).toMatchObject({ id: "bare", data: {} });
  expect(bare.ts).toBeGreaterThanOrEqual(before);
});

test("the same request sent again makes no new events, with ids or by the SDK's seed", async () => {
  const seed = { "x-inngest-event-id-seed": "1700000000000,AAAAAAAAAAAAAA==" };
  const events = [
    { name: "echo", data: { n: 1 } },
    { name: "echo", data: { n: 2 } },
  ];
  const first = await post(events, eventKey, seed);
  const again = await post(events, eventKey, seed);
  expect(again.body.ids).toEqual(first.body.ids);
  expect(new Set(first.body.ids).size).toBe(2);
  await until("both runs", async () => {
    const runs = await pool.query(`SELECT 1 FROM "${running.schema}".run WHERE event_id = ANY($1)`, [
      first.body.ids,
    ]);
    return runs.rows.length === 2;
  });
});

test.each([
  ["an unknown key", { name: "x" }, 401, /key not found/, "wrong"],
  ["no JSON", "{", 400, /not JSON/],
  ["a number", 5, 400, /not an object/],
  ["no name", { data: {} }, 400, /name is missing/],
  ["a long name", { name: "x".repeat(513) }, 400, /longer than 512/],
  ["a reserved name", { name: "inngest/function.failed" }, 400, /reserved/],
  ["data that is a list", { name: "x", data: [1] }, 400, /not an object/],
  ["an id that is a number", { name: "x", id: 5 }, 400, /id is not a string/],
  ["a NUL in the id", { name: "x", id: "a\0b" }, 400, /id is not a string/],
  ["a time in fractions", { name: "x", ts: 1.5 }, 400, /milliseconds/],
  ["a large event", { name: "x", data: { text: "x".repeat(limits.eventBytes) } }, 413, /larger than 512 KB/],
  ["too many events", Array.from({ length: 5001 }, () => ({ name: "x" })), 413, /More than 5000/],
  ["a huge body", `[${" ".repeat(limits.requestBytes)}]`, 413, /larger than/],
  [
    "endless nesting",
    `{"name":"x","data":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`,
    400,
    /nested too deeply/,
  ],
])("%s is refused", async (_, body, status, sentence, key = eventKey) => {
  const answer = await post(body, key);
  expect(answer.status).toBe(status);
  expect(answer.body.error).toMatch(sentence);
});

test("one bad event refuses its whole request", async () => {
  expect((await post([{ name: "x", id: "good" }, { name: "" }])).status).toBe(400);
  expect(await stored(["good"])).toBe(0);
});

test("before the functions are known events are answered 503; an SDK may register by itself", async () => {
  const schema = randomSchema();
  const engine = await startEmbeddedEngine({
    database: testDatabase(),
    serveUrl: "http://127.0.0.1:9/unused",
    signingKey,
    eventKey,
    schema,
    logger: createLogger("silent"),
  });
  const request = (path: string, body: unknown, authorization = "") =>
    engine.handle(
      new Request(`http://localhost${path}`, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { authorization },
      }),
    );
  expect((await request(`/e/${eventKey}`, { name: "x" }))?.status).toBe(503);
  expect((await request("/fn/register", { functions: [] }, "Bearer wrong"))?.status).toBe(401);
  const bearer = `Bearer ${hashedSigningKey(signingKey)}`;
  const refused = await request(
    "/fn/register",
    { functions: [{ id: "f", triggers: [], steps: {}, debounce: { period: "1s" } }] },
    bearer,
  );
  expect(refused?.status).toBe(400);
  expect(await refused?.text()).toMatch(/debounce/);
  expect((await request(`/e/${eventKey}`, { name: "x" }))?.status).toBe(503);
  expect((await request("/fn/register", { functions: [] }, bearer))?.status).toBe(200);
  expect((await request(`/e/${eventKey}`, { name: "x" }))?.status).toBe(200);
  expect(await request("/other", {})).toBeUndefined();
  expect(await engine.handle(new Request(`http://localhost/e/${eventKey}`))).toBeUndefined();
  await expect(engine.register()).rejects.toThrow();
  await engine.stop();
  await pool.query(`DROP SCHEMA "${schema}" CASCADE`);
});

test("the SDK's own out-of-band sync (PUT) registers too", async () => {
  const response = await fetch(`${running.url}/api/inngest`, { method: "PUT" });
  expect([response.status, await response.json()]).toEqual([
    200,
    { message: "Successfully registered", modified: true },
  ]);
});
