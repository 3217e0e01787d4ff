import superjson from "superjson";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createApiKey } from "../api-key/create-api-key.ts";
import type { Context } from "../context.ts";
import { newId } from "../platform/ids.ts";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { testContext } from "../testing/context.ts";
import { oneOfEverything } from "../testing/one-of-everything.ts";
import { edgePlatform, signedIn } from "../testing/signed-in.ts";
import { isAllowed, type Permission, permissions } from "./permissions.ts";
import { handleRest } from "./rest/handle-rest.ts";
import { routes } from "./rest/routes.ts";
import { handleTrpc } from "./trpc/handle-trpc.ts";
import { appRouter } from "./trpc/root.ts";

const origin = "http://127.0.0.1:3999";
const roles = ["agent", "admin"] as const;
type Role = (typeof roles)[number];

/** A desk with one thing of each kind, an API key and a session for each role. */
type Desk = {
  ctx: Context;
  ids: Record<string, string>;
  keys: Record<Role, string>;
  cookies: Record<Role, string>;
};

async function makeDesk(ctx: Context): Promise<Desk> {
  const key = async (role: Role) => (await createApiKey({ ctx, input: { name: role, role } })).key;
  return {
    ctx,
    ids: await oneOfEverything(ctx),
    keys: { agent: await key("agent"), admin: await key("admin") },
    cookies: {
      agent: (await signedIn(ctx, "agent")).cookie,
      admin: (await signedIn(ctx, "admin")).cookie,
    },
  };
}

let desk: Desk;
let other: Desk;
beforeAll(async () => {
  const platform = edgePlatform({
    outbound: createOutbound({ allowPrivateHosts: [] }),
    embedder: { model: "none", languages: [], embed: async () => [] },
  });
  desk = await makeDesk({ ...(await testContext()), platform });
  other = await makeDesk({ ...(await testContext()), platform });
}, 60_000);

/** Something the schema takes, as far as it says so: enough to get past the door and, with an id, to the row. */
function exampleOf(schema: unknown, id: string): unknown {
  const json = z.toJSONSchema(schema as z.ZodType, { io: "input", unrepresentable: "any" });
  const build = (node: z.core.JSONSchema.BaseSchema | boolean | undefined): unknown => {
    if (!node || typeof node === "boolean") return undefined;
    if (node.const !== undefined) return node.const;
    if (node.enum) return node.enum[0];
    const [choice] = node.anyOf ?? node.oneOf ?? node.allOf ?? [];
    if (choice) return build(choice as z.core.JSONSchema.BaseSchema);
    // What may be null is written as several types.
    const [type] = [node.type].flat();
    if (type === "object") {
      const wanted = Object.entries(node.properties ?? {}).filter(([name]) => node.required?.includes(name));
      return Object.fromEntries(
        wanted.map(([name, field]) => [name, build(field as z.core.JSONSchema.BaseSchema)]),
      );
    }
    if (type === "string") return node.format === "uuid" ? id : "example";
    if (type === "integer" || type === "number") return 1;
    if (type === "boolean") return true;
    if (type !== "array") return undefined;
    const item = node.items as z.core.JSONSchema.BaseSchema;
    // A list of records answers for those it knows, and is tried empty.
    return item?.type === "object" ? [] : Array.from({ length: node.minItems ?? 0 }, () => build(item));
  };
  return build(json as z.core.JSONSchema.BaseSchema);
}

type Answer = { status: number; code: string | undefined; text: string };

describe("the public API", () => {
  async function call(
    route: (typeof routes)[number],
    id: string,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const path = route.path.replace("{id}", id);
    const body =
      route.bodyKind === "multipart"
        ? new FormData()
        : route.body
          ? JSON.stringify(exampleOf(route.body, newId()))
          : null;
    const request = new Request(`${origin}/api/v1${path}`, {
      method: route.method,
      headers: { ...(typeof body === "string" && { "content-type": "application/json" }), ...headers },
      body,
    });
    const response = await handleRest(desk.ctx.platform, request);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    const code = text && isJson ? (JSON.parse(text) as { error?: { code: string } }).error?.code : undefined;
    return { status: response.status, code, text };
  }
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
  const idIn = (ids: Record<string, string>, path: string) => ids[path.split("/")[1]!] ?? newId();

  describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    "%s",
    (_, route) => {
      it("is closed without a key and with a wrong one", async () => {
        const id = idIn(desk.ids, route.path);
        expect(await call(route, id, {})).toMatchObject({ status: 401, code: "missing_credential" });
        expect(await call(route, id, bearer(`flk_${"x".repeat(43)}`))).toMatchObject({
          status: 403,
          code: "token_mismatch",
        });
      });

      it("asks a person's session for the page's own origin before it changes anything", async () => {
        if (route.method === "GET") return;
        const cookie = desk.cookies.admin;
        const foreign = await call(route, newId(), { cookie, origin: "https://evil.example" });
        expect(foreign).toMatchObject({ status: 403, code: "forbidden" });
        expect((await call(route, newId(), { cookie })).status).toBe(403);
        expect((await call(route, newId(), { cookie, origin })).status).not.toBe(403);
      });

      it("knows nothing of another workspace's", async () => {
        if (!route.path.includes("{id}")) return;
        const theirs = await call(route, idIn(other.ids, route.path), bearer(desk.keys.admin));
        const nobodys = await call(route, newId(), bearer(desk.keys.admin));
        // What is wrong with the input is said first; with ids alone there is nothing else to say.
        expect([404, 400]).toContain(theirs.status);
        const withoutId = (text: string) => text.replace(/"request_id":"[^"]+"/, "");
        expect(withoutId(theirs.text)).toBe(withoutId(nobodys.text));
      });

      it.each(roles)("is open to %s as the table says", async (role) => {
        // Nobody's id for what changes things, so that one test leaves the next its rows.
        const id = route.method === "GET" ? idIn(desk.ids, route.path) : newId();
        const { status, code } = await call(route, id, bearer(desk.keys[role]));
        if (!isAllowed(role, route.permission)) expect([status, code]).toEqual([403, "forbidden"]);
        else {
          expect(status).not.toBe(401);
          expect(status).not.toBe(403);
          expect(status).toBeLessThan(500);
          if (route.method === "GET") expect(status).toBe(200);
        }
      });
    },
  );
});

type Procedure = {
  _def: { type: "query" | "mutation" | "subscription"; meta?: { permission?: string }; inputs: unknown[] };
};
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);

describe("the screens' API", () => {
  async function call(
    [path, { _def }]: (typeof procedures)[number],
    input: unknown,
    cookie: string,
  ): Promise<Answer> {
    const serialized = JSON.stringify(superjson.serialize(input));
    const headers = {
      cookie,
      origin,
      accept: _def.type === "subscription" ? "text/event-stream" : "application/json",
    };
    const leave = new AbortController();
    const request =
      _def.type === "mutation"
        ? new Request(`${origin}/api/trpc/${path}`, {
            method: "POST",
            headers: { ...headers, "content-type": "application/json" },
            body: serialized,
          })
        : new Request(`${origin}/api/trpc/${path}?input=${encodeURIComponent(serialized)}`, {
            headers,
            signal: leave.signal,
          });
    const response = await handleTrpc(request);
    if (_def.type !== "subscription") {
      const text = await response.text();
      return { status: response.status, code: text.match(/"reason":"(\w+)"/)?.[1], text };
    }
    // A stream begins with 200 and says in itself that it is closed.
    let text = "";
    const timer = setTimeout(() => leave.abort(), 400);
    try {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk;
    } catch {}
    clearTimeout(timer);
    const status = Number(text.match(/"httpStatus":(\d+)/)?.[1] ?? 200);
    return { status, code: text.match(/"reason":"(\w+)"/)?.[1], text };
  }
  const inputOf = ({ _def }: Procedure, id: string) =>
    _def.inputs.length > 0 ? (exampleOf(_def.inputs[0], id) ?? {}) : undefined;

  it("has procedures, and all of them name a permission of the closed list", () => {
    expect(procedures.length).toBeGreaterThan(5);
    for (const [path, procedure] of procedures)
      expect(Object.keys(permissions), path).toContain(procedure._def.meta?.permission);
  });

  it("offers no way to change the audit", () => {
    const changing = procedures.filter(([, { _def }]) => _def.type !== "query").map(([path]) => path);
    expect(changing.filter((path) => /audit/i.test(path))).toEqual([]);
  });

  describe.each(procedures)("%s", (path, procedure) => {
    const entry = [path, procedure] as (typeof procedures)[number];

    it("is closed without a session", async () => {
      const { status, code } = await call(entry, inputOf(procedure, newId()), "");
      expect([status, code]).toEqual([401, "missing_credential"]);
    });

    it.each(roles)("is open to %s as the table says", async (role) => {
      const { status, code } = await call(entry, inputOf(procedure, newId()), desk.cookies[role]);
      if (!isAllowed(role, procedure._def.meta!.permission as Permission))
        expect([status, code]).toEqual([403, "forbidden"]);
      else {
        expect([401, 403]).not.toContain(status);
        expect(status).toBeLessThan(500);
      }
    });

    it("knows nothing of another workspace's", async () => {
      const json = JSON.stringify(inputOf(procedure, newId()) ?? {});
      if (!/Id"|"id"/.test(json)) return;
      for (const [kind, id] of Object.entries(other.ids)) {
        const theirs = await call(entry, inputOf(procedure, id), desk.cookies.admin);
        const nobodys = await call(entry, inputOf(procedure, newId()), desk.cookies.admin);
        expect(theirs.text, kind).toBe(nobodys.text);
        expect(theirs.status, kind).toBe(404);
      }
    });

    it("takes no operators, odd types or unstorable texts for an id, and nothing that is too much", async () => {
      const example = inputOf(procedure, newId()) as Record<string, unknown> | undefined;
      for (const name of Object.keys(example ?? {}).filter((key) => /id$/i.test(key)))
        for (const value of [{ not: "" }, { contains: "" }, [], null, undefined, 1e9, "\u0000", "\ud800"])
          expect((await call(entry, { ...example, [name]: value }, desk.cookies.admin)).status).toBe(400);
      const fields = procedure._def.inputs[0] instanceof z.ZodObject ? procedure._def.inputs[0].shape : {};
      for (const [name, values] of Object.entries({
        limit: [1e9, 0, -1, "10"],
        cursor: ["garbage", {}, "\u0000"],
      }))
        if (name in fields)
          for (const value of values)
            expect((await call(entry, { ...example, [name]: value }, desk.cookies.admin)).status, name).toBe(
              400,
            );
    });
  });

  it("shows an agent nothing that is secret", async () => {
    for (const entry of procedures) {
      if (entry[1]._def.type !== "query") continue;
      for (const id of Object.values(desk.ids)) {
        const { text } = await call(entry, inputOf(entry[1], id), desk.cookies.agent);
        expect(text, entry[0]).not.toMatch(
          /"(secret|token|passwordHash|password_hash|ciphertext|hash|encrypted\w*)":/i,
        );
      }
    }
  });
});
