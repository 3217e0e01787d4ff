import { beforeAll, describe, expect, it } from "vitest";
import { makeContext } from "../context.ts";
import { newId } from "../platform/ids.ts";
import type { Platform } from "../platform/platform.ts";
import { edgePlatform, sessionCookie, signedIn } from "../testing/signed-in.ts";
import { ensureAdmin } from "../user/ensure-admin.ts";
import { issueSignInLink } from "../user/issue-sign-in-link.ts";
import { authenticate } from "./auth.ts";
import { handleAuth } from "./handle-auth.ts";

const origin = "http://127.0.0.1:3999";
let platform: Platform;
let workspaceId: string;

beforeAll(async () => {
  platform = edgePlatform();
  workspaceId = newId();
  await platform.database.prisma.workspace.create({
    data: { id: workspaceId, name: "Desk", slug: workspaceId, createdAt: new Date() },
  });
});

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0]!)
    .filter((cookie) => !cookie.endsWith("="));

async function csrf(): Promise<{ token: string; cookie: string }> {
  const response = await handleAuth(new Request(`${origin}/api/auth/csrf`));
  return {
    token: ((await response.json()) as { csrfToken: string }).csrfToken,
    cookie: cookiesOf(response).join("; "),
  };
}

async function post(action: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const { token, cookie } = await csrf();
  const body = new URLSearchParams({ csrfToken: token, json: "true", ...fields });
  return handleAuth(
    new Request(`${origin}/api/auth/${action}`, {
      method: "POST",
      body,
      headers: { ...headers, cookie: [cookie, headers.cookie].filter(Boolean).join("; ") },
    }),
  );
}

const page = (cookie: string) => new Request(`${origin}/inbox`, { headers: { cookie } });

async function person(password = "correct horse") {
  const email = `${newId()}@example.com`;
  const { userId } = await ensureAdmin({ platform, input: { workspaceId, email, name: "Ada", password } });
  return { email, password, userId };
}

async function sessionOf(response: Response): Promise<string> {
  return cookiesOf(response).find((cookie) => cookie.startsWith("next-auth.session-token="))!;
}

describe("signing in", () => {
  it("gives a cookie that says who, HttpOnly and SameSite=Lax, and says nothing else in it", async () => {
    const { email, password, userId } = await person();
    const response = await post("callback/credentials", { email, password });
    expect(response.status).toBe(200);
    const header = response.headers.getSetCookie().find((cookie) => cookie.includes("session-token"))!;
    expect(header).toMatch(/HttpOnly/i);
    expect(header).toMatch(/SameSite=Lax/i);
    expect(header).not.toMatch(/Secure/i);
    expect(await authenticate(page(await sessionOf(response)))).toMatchObject({
      member: { userId, role: "admin" },
      ctx: { workspaceId, actor: { kind: "user", id: userId } },
    });
    const session = await handleAuth(
      new Request(`${origin}/api/auth/session`, { headers: { cookie: await sessionOf(response) } }),
    );
    expect(Object.keys((await session.json()) as object)).toEqual(["expires"]);
    expect(session.headers.get("cache-control")).toContain("no-store");
  });

  it("replaces a cookie that was there before", async () => {
    const { email, password } = await person();
    const planted = await sessionCookie(platform, { sub: newId(), sessionVersion: 1 });
    const response = await post("callback/credentials", { email, password }, { cookie: planted });
    const given = await sessionOf(response);
    expect(given).toBeDefined();
    expect(given).not.toBe(planted);
  });

  it("uses secure, prefixed cookies when the world reaches us by https", async () => {
    edgePlatform({}, { FIRSTLINE_PUBLIC_URL: "https://desk.example" });
    try {
      const { email, password } = await person();
      const csrfAnswer = await handleAuth(new Request("https://desk.example/api/auth/csrf"));
      const { csrfToken } = (await csrfAnswer.json()) as { csrfToken: string };
      const response = await handleAuth(
        new Request("https://desk.example/api/auth/callback/credentials", {
          method: "POST",
          body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
          headers: { cookie: cookiesOf(csrfAnswer).join("; "), origin: "https://desk.example" },
        }),
      );
      expect(response.status).toBe(200);
      const set = [...csrfAnswer.headers.getSetCookie(), ...response.headers.getSetCookie()].join("\n");
      expect(set).toMatch(/^__Host-next-auth\.csrf-token=.*Secure/m);
      expect(set).toMatch(/^__Secure-next-auth\.session-token=.*Secure/m);
    } finally {
      platform = edgePlatform();
    }
  });

  it("works with a link, once", async () => {
    const { userId } = await person();
    const { token } = await issueSignInLink({ platform, input: { userId } });
    const first = await post("callback/link", { token });
    expect(await authenticate(page(await sessionOf(first)))).toMatchObject({ member: { userId } });
    expect((await post("callback/link", { token })).status).toBe(401);
  });

  it.each([
    ["a wrong password", { password: "wrong" }, 401, "CredentialsSignin"],
    ["an unknown address", { email: "nobody@example.com" }, 401, "CredentialsSignin"],
    ["two addresses", { email: "a@x.example,b@y.example" }, 401, "CredentialsSignin"],
    ["a look-alike at sign", { email: "victim＠example.com" }, 401, "CredentialsSignin"],
    ["an overlong password", { password: "x".repeat(2000) }, 400, "invalid_input"],
  ])("answers %s", async (_, fields, status, error) => {
    const { email, password } = await person();
    const response = await post("callback/credentials", { email, password, ...fields });
    expect(response.status).toBe(status);
    expect(new URL(((await response.json()) as { url: string }).url).searchParams.get("error")).toBe(error);
    expect(await sessionOf(response)).toBeUndefined();
  });

  it("refuses a form of a megabyte before anything in it is read", async () => {
    const response = await post("callback/credentials", { email: "a@b.example", password: "x".repeat(1e6) });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("not that long");
  });

  it("answers 429 with Retry-After after ten failures, whatever X-Forwarded-For says", async () => {
    const { email, password } = await person();
    const attempt = (i: number, typed: string) =>
      post("callback/credentials", { email, password: typed }, { "x-forwarded-for": `203.0.113.${i}` });
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await attempt(i, "wrong")).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    const right = await attempt(99, password);
    expect(right.status).toBe(429);
    expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(800);
  });

  it("refuses a form without its token, and one from a page of someone else", async () => {
    const { email, password } = await person();
    const bare = await handleAuth(
      new Request(`${origin}/api/auth/callback/credentials`, {
        method: "POST",
        body: new URLSearchParams({ email, password, json: "true" }),
      }),
    );
    expect(await sessionOf(bare)).toBeUndefined();
    const foreign = await post(
      "callback/credentials",
      { email, password },
      { origin: "https://evil.example" },
    );
    expect(foreign.status).toBe(403);
  });
});

describe("a session", () => {
  it("ends everywhere at sign-out", async () => {
    const { email, password } = await person();
    const cookie = await sessionOf(await post("callback/credentials", { email, password }));
    expect(await authenticate(page(cookie))).not.toBeNull();
    await post("signout", {}, { cookie });
    expect(await authenticate(page(cookie))).toBeNull();
  });

  it("follows a demotion and a removal with the next request", async () => {
    const ctx = makeContext(platform, workspaceId, { kind: "system" });
    const { userId, cookie } = await signedIn(ctx, "admin");
    const { prisma } = platform.database;
    await prisma.membership.updateMany({ where: { userId }, data: { role: "agent" } });
    expect(await authenticate(page(cookie))).toMatchObject({ member: { role: "agent" } });
    await prisma.membership.deleteMany({ where: { userId } });
    expect(await authenticate(page(cookie))).toBeNull();
  });

  it.each([
    ["no cookie", async () => ""],
    ["nonsense", async () => "next-auth.session-token=abc.def"],
    [
      "a token without a signature",
      async () => `next-auth.session-token=${btoa('{"alg":"none"}')}.${btoa("{}")}.`,
    ],
    ["another key", (sub: string) => sessionCookie(platform, { sub, sessionVersion: 1 }, "another secret")],
    ["an old session version", (sub: string) => sessionCookie(platform, { sub, sessionVersion: 0 })],
    ["a version of another type", (sub: string) => sessionCookie(platform, { sub, sessionVersion: "1" })],
    ["no version", (sub: string) => sessionCookie(platform, { sub })],
  ])("is refused with %s", async (_, cookie) => {
    const { userId } = await signedIn(makeContext(platform, workspaceId, { kind: "system" }), "agent");
    expect(await authenticate(page(await cookie(userId)))).toBeNull();
  });
});

describe("the door", () => {
  it.each([
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "/%5cevil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "/login?callbackUrl=//evil.example",
    "http://app.example@evil.example",
    "https://app.example.evil.example",
    "/%09/evil.example",
    "/%0d%0aLocation:%20https://evil.example",
    "http://[broken",
  ])("never leads to another origin: %s", async (target) => {
    const { email, password } = await person();
    const url = `${origin}/api/auth/signin?callbackUrl=${encodeURIComponent(target)}`;
    for (const address of [url, url.replace(encodeURIComponent(target), target.replaceAll(" ", "%20"))]) {
      const shown = await handleAuth(
        new Request(address, { headers: { host: "evil.example", "x-forwarded-host": "evil.example" } }),
      );
      const location = new URL(shown.headers.get("location")!, origin);
      expect([location.origin, location.pathname]).toEqual([origin, "/sign-in"]);
      const inner = new URL(location.searchParams.get("callbackUrl")!, origin);
      expect(inner.origin).toBe(origin);
      expect(inner.pathname).not.toMatch(/^\/\/|%5c|%0d|%09/i);
    }
    const planted = { cookie: `next-auth.callback-url=${encodeURIComponent(target)}` };
    const done = await post("callback/credentials", { email, password, callbackUrl: target }, planted);
    expect(new URL(((await done.json()) as { url: string }).url).origin).toBe(origin);
  });

  it.each([
    ["POST", "_log", 404],
    ["POST", "session", 404],
    ["GET", "callback/credentials", 404],
    ["GET", "", 404],
    ["PUT", "session", 405],
  ])("%s %s is %i", async (method, action, status) => {
    const response = await handleAuth(new Request(`${origin}/api/auth/${action}`, { method }));
    expect(response.status).toBe(status);
  });
});
