import { beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../api-key/create-api-key.ts";
import type { Context } from "../../context.ts";
import { newId } from "../../platform/ids.ts";
import { testContext } from "../../testing/context.ts";
import { restCaller } from "../../testing/rest-caller.ts";
import { edgePlatform } from "../../testing/signed-in.ts";

let ctx: Context;
let key: string;
let call: ReturnType<typeof restCaller>;

beforeAll(async () => {
  const platform = edgePlatform({});
  ctx = { ...(await testContext()), platform };
  ({ key } = await createApiKey({ ctx, input: { name: "tests", role: "admin" } }));
  call = restCaller(platform, key);
});

describe("lists", () => {
  it("go on where the last page ended, newest first", async () => {
    for (let i = 0; i < 3; i++) await call("POST", "/contacts", { external_id: newId() });
    const whole = (await call("GET", "/contacts?limit=100")).body;
    expect(whole.next_cursor).toBeNull();
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body } = await call("GET", `/contacts?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.data.map((one: { id: string }) => one.id));
      cursor = body.next_cursor;
    }
    expect(seen).toEqual(whole.data.map((one: { id: string }) => one.id));
    expect(seen).toEqual([...seen].sort().reverse());
  });

  it.each([
    "limit=0",
    "limit=101",
    "limit=1e9",
    "limit=x",
    "limit=-1",
    "cursor=garbage",
    "cursor=%00",
    "limit=1&limit=2",
  ])("refuse ?%s with the parameter's name", async (query) => {
    const { status, body } = await call("GET", `/events?${query}`);
    expect([status, body.error.code]).toEqual([400, "invalid_input"]);
    expect(body.error.message).toContain(query.split("=")[0]);
  });
});

describe("what is refused", () => {
  it.each([
    ["GET", "/nothing", 404, "not_found", null],
    ["GET", "/events/not-an-id", 404, "not_found", null],
    ["PUT", "/events", 405, "method_not_allowed", "GET"],
    ["DELETE", "/endpoints", 405, "method_not_allowed", "POST, GET"],
    ["POST", "/openapi.json", 405, "method_not_allowed", "GET"],
  ])("%s %s", async (method, path, status, code, allow) => {
    const answer = await call(method, path);
    expect([answer.status, answer.body.error.code, answer.headers.get("allow")]).toEqual([
      status,
      code,
      allow,
    ]);
    expect(answer.body.error.request_id).toBe(answer.headers.get("x-request-id"));
  });

  it.each([
    ["no JSON", "{", {}, 400, "invalid_json"],
    ["an empty body", "", {}, 400, "invalid_json"],
    ["a missing field", "{}", {}, 400, "invalid_input"],
    ["a field too many", '{"external_id":"a","workspaceId":"b"}', {}, 400, "invalid_input"],
    ["a prototype", '{"external_id":"a","__proto__":{"polluted":1}}', {}, 400, "invalid_input"],
    ["a NUL", '{"external_id":"a\\u0000"}', {}, 400, "invalid_input"],
    ["half a surrogate pair", '{"external_id":"\\ud800"}', {}, 400, "invalid_input"],
    ["depth", `{"external_id":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, {}, 400, "invalid_json"],
    ["another type", '{"external_id":"a"}', { "content-type": "text/plain" }, 415, "unsupported_media_type"],
    ["too much", JSON.stringify({ external_id: "x".repeat(300_000) }), {}, 413, "payload_too_large"],
  ])("a body with %s", async (_, body, headers, status, code) => {
    const answer = await call("POST", "/contacts", body, headers as Record<string, string>);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("says so when the database is away, and nothing more", async () => {
    const away = Object.assign(new Error("connect ECONNREFUSED 10.0.0.5:5432"), { code: "ECONNREFUSED" });
    const platform = {
      ...ctx.platform,
      database: {
        ...ctx.platform.database,
        prisma: new Proxy(
          {},
          {
            get: () => {
              throw away;
            },
          },
        ),
      },
    };
    const answer = await restCaller(platform as never, key)("GET", "/events");
    const text = JSON.stringify(answer.body);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(text).toContain("storage_unavailable");
    expect(text).not.toContain("10.0.0.5");
  });
});
