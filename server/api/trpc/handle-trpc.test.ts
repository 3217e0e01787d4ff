import superjson from "superjson";
import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { testContext } from "../../testing/context.ts";
import { edgePlatform, signedIn } from "../../testing/signed-in.ts";
import { shapeError, toTrpcError } from "./error-shape.ts";
import { handleTrpc } from "./handle-trpc.ts";

const origin = "http://127.0.0.1:3999";
let ctx: Context;
let cookie: string;

beforeAll(async () => {
  const platform = edgePlatform();
  ctx = { ...(await testContext()), platform };
  ({ cookie } = await signedIn(ctx, "agent"));
});

const get = (path: string, headers: Record<string, string> = { cookie }) =>
  handleTrpc(new Request(`${origin}/api/trpc/${path}`, { headers }));

const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  handleTrpc(
    new Request(`${origin}/api/trpc/${path}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", origin, cookie, ...headers },
    }),
  );

type Failure = { error: { json: { message: string; data: Record<string, unknown> } } };
const failureOf = async (response: Response) => ((await response.json()) as Failure).error.json;
const locale = (value: unknown) => JSON.stringify(superjson.serialize({ locale: value }));

describe("a call", () => {
  it("answers who is at the screen, not to be stored", async () => {
    const response = await get("me.show");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    const { result } = (await response.json()) as { result: { data: { json: object } } };
    expect(result.data.json).toMatchObject({ name: "Ada", role: "agent", workspaceId: ctx.workspaceId });
  });

  it("changes what it is told, and nothing beside it", async () => {
    expect((await post("me.switchLocale", locale("zh-CN"))).status).toBe(200);
    const { result } = (await (await get("me.show")).json()) as {
      result: { data: { json: { locale: string } } };
    };
    expect(result.data.json.locale).toBe("zh-CN");
    for (const extra of ["role", "isAdmin", "workspaceId", "id", "createdAt", "passwordHash"]) {
      const body = JSON.stringify(superjson.serialize({ locale: "en", [extra]: "admin" }));
      expect((await post("me.switchLocale", body)).status, extra).toBe(400);
    }
  });

  it.each([{ not: "" }, { contains: "" }, [], null, undefined, 1e9, "xx"])(
    "is refused with the field's name when it is %j",
    async (value) => {
      const response = await post("me.switchLocale", locale(value));
      expect(response.status).toBe(400);
      expect((await failureOf(response)).data).toMatchObject({ reason: "invalid_input", fields: ["locale"] });
    },
  );
});

describe("the door", () => {
  it.each([
    ["no session", () => get("me.show", {}), 401, "missing_credential"],
    [
      "another site",
      () => post("me.switchLocale", locale("en"), { origin: "https://evil.example" }),
      403,
      "forbidden",
    ],
    ["an opaque origin", () => post("me.switchLocale", locale("en"), { origin: "null" }), 403, "forbidden"],
    [
      "a form's content type",
      () => post("me.switchLocale", locale("en"), { "content-type": "text/plain" }),
      415,
      "unsupported_media_type",
    ],
    [
      "a multipart form",
      () => post("me.switchLocale", new FormData(), { "content-type": "multipart/form-data; boundary=x" }),
      415,
      "unsupported_media_type",
    ],
    [
      "a large body",
      () => post("me.switchLocale", JSON.stringify("x".repeat(300_000))),
      413,
      "payload_too_large",
    ],
  ])("refuses %s", async (_, call, status, reason) => {
    const response = await call();
    expect(response.status).toBe(status);
    expect((await failureOf(response)).data).toMatchObject({ httpStatus: status, reason });
  });

  it("takes an origin that is the very host it was asked by", async () => {
    const headers = { origin: "http://localhost:3999", host: "localhost:3999" };
    expect((await post("me.switchLocale", locale("en"), headers)).status).toBe(200);
  });

  it("changes nothing by GET", async () => {
    const response = await get(`me.switchLocale?input=${encodeURIComponent(locale("en"))}`);
    expect(response.status).toBe(405);
  });

  it("takes twenty calls at once and not twenty-one", async () => {
    const batch = (n: number) => get(`${Array(n).fill("me.show").join(",")}?batch=1&input={}`);
    expect((await batch(20)).status).toBe(200);
    expect((await batch(21)).status).toBe(400);
  });

  it.each([
    ["a prototype", '{"json":{"__proto__":{"polluted":1},"locale":"en"}}'],
    [
      "a path to a prototype",
      '{"json":{"locale":"en","a":1},"meta":{"values":{"__proto__.polluted":["Date"]}}}',
    ],
    [
      "a path to a constructor",
      '{"json":{"locale":"en"},"meta":{"values":{"constructor.prototype.polluted":["set"]}}}',
    ],
    [
      "equal references",
      '{"json":{"locale":"en","a":null},"meta":{"referentialEqualities":{"locale":["__proto__.polluted"]}}}',
    ],
    ["an error", '{"json":{"locale":{"message":"x"}},"meta":{"values":{"locale":["Error"]}}}'],
    ["a map", '{"json":{"locale":[["a","b"]]},"meta":{"values":{"locale":["map"]}}}'],
    ["a class", '{"json":{"locale":{}},"meta":{"values":{"locale":[["class","Date"]]}}}'],
    ["depth", `{"json":${"[".repeat(50_000)}${"]".repeat(50_000)}}`],
    ["no JSON", "{"],
    ["nothing", ""],
  ])("survives %s", async (_, body) => {
    const response = await post("me.switchLocale", body);
    expect(response.status).toBeLessThan(500);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("knows no procedure by the names of every object", async () => {
    for (const path of ["__proto__", "constructor", "toString", "me.__proto__.show", "me.constructor"])
      expect((await get(path)).status, path).toBe(404);
  });
});

describe("an error", () => {
  const shaped = (thrown: unknown) => {
    const error = toTrpcError(thrown);
    const shape = {
      message: error.message,
      code: -32603,
      data: { httpStatus: 500, path: "x.y", stack: "at /srv/x.ts" },
    };
    return JSON.stringify(shapeError({ shape, error }));
  };

  it("carries code, sentence and when to come again", () => {
    const text = shaped(new DomainError("rate_limited", "Later.", { retryAfterSeconds: 7 }));
    expect(JSON.parse(text)).toMatchObject({
      message: "Later.",
      data: { code: "TOO_MANY_REQUESTS", reason: "rate_limited", retryAfterSeconds: 7 },
    });
  });

  it("is a database that is away", () => {
    const away = Object.assign(new Error("connect ECONNREFUSED 10.0.0.5:5432"), { code: "ECONNREFUSED" });
    expect(JSON.parse(shaped(away))).toMatchObject({ data: { code: "SERVICE_UNAVAILABLE" } });
    expect(shaped(away)).not.toContain("10.0.0.5");
  });

  it("says nothing of our insides", () => {
    const text = shaped(new Error('SELECT "secret" FROM endpoint at /srv/firstline/server/x.ts:1'));
    expect(JSON.parse(text)).toMatchObject({ data: { code: "INTERNAL_SERVER_ERROR", reason: "internal" } });
    expect(text).not.toMatch(/SELECT|\/srv|stack/);
  });
});
