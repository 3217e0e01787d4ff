import { describe, expect, it } from "vitest";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { authenticateApiKey } from "./authenticate-api-key.ts";
import { createApiKey } from "./create-api-key.ts";
import { ensureApiKey } from "./ensure-api-key.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { revokeApiKey } from "./revoke-api-key.ts";
import { isUseWorthNoting, readBearer } from "./rules.ts";
import { newApiKeySchema } from "./schema.ts";

const callWith = (authorization?: string) =>
  new Request("http://desk.example/api/v1/events", { headers: authorization ? { authorization } : {} });

describe("an API key", () => {
  it("is shown once and opens its own workspace with its role", async () => {
    const ctx = await testContext();
    const { id, key } = await createApiKey({ ctx, input: { name: "CRM", role: "agent" } });
    expect(key).toMatch(/^flk_[\w-]{43}$/);
    const caller = await authenticateApiKey({ platform: ctx.platform, request: callWith(`Bearer ${key}`) });
    expect(caller).toMatchObject({
      role: "agent",
      ctx: { workspaceId: ctx.workspaceId, actor: { kind: "apiKey", id, name: "CRM" } },
    });

    const [shown] = await listApiKeys({ ctx });
    expect(shown).toMatchObject({ id, last4: key.slice(-4), revokedAt: null });
    expect(shown!.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(shown)).not.toContain(key);
    const stored = await ctx.platform.database.prisma.apiKey.findFirstOrThrow({ where: { id } });
    expect(Buffer.from(stored.hash).toString("latin1")).not.toContain(key.slice(4));
    const audit = await ctx.platform.database.prisma.auditEntry.findMany({ where: { subjectId: id } });
    expect(audit).toMatchObject([{ action: "api_key.created" }]);
    expect(JSON.stringify(audit)).not.toContain(key);
  });

  it("ends when it is revoked, which another workspace cannot do", async () => {
    const [ctx, other] = [await testContext(), await testContext()];
    const { id, key } = await createApiKey({ ctx, input: { name: "CRM", role: "admin" } });
    await expect(revokeApiKey({ ctx: other, input: { id } })).rejects.toMatchObject({ code: "not_found" });
    await authenticateApiKey({ platform: ctx.platform, request: callWith(`Bearer ${key}`) });
    await revokeApiKey({ ctx, input: { id } });
    await revokeApiKey({ ctx, input: { id } });
    await expect(
      authenticateApiKey({ platform: ctx.platform, request: callWith(`Bearer ${key}`) }),
    ).rejects.toMatchObject({ code: "token_mismatch" });
    const audit = await ctx.platform.database.prisma.auditEntry.findMany({ where: { subjectId: id } });
    expect(audit.map((entry) => entry.action).sort()).toEqual(["api_key.created", "api_key.revoked"]);
  });

  it.each([
    [undefined, "missing_credential"],
    ["Basic dXNlcjpwYXNz", "missing_credential"],
    ["Bearer ", "missing_credential"],
    ["Bearer flk_unknown", "token_mismatch"],
    [`Bearer ${"x".repeat(5000)}`, "missing_credential"],
  ])("%.20s is refused as %s", async (authorization, code) => {
    const { platform } = await testContext();
    await expect(authenticateApiKey({ platform, request: callWith(authorization) })).rejects.toMatchObject({
      code,
    });
  });

  it("notes its use once a minute at most", () => {
    const at = (seconds: number) => new Date(seconds * 1000);
    expect(isUseWorthNoting(null, at(0))).toBe(true);
    expect(isUseWorthNoting(at(0), at(59))).toBe(false);
    expect(isUseWorthNoting(at(0), at(60))).toBe(true);
  });

  it("cannot take the name of the environment's", () => {
    expect(newApiKeySchema.safeParse({ name: "FIRSTLINE_API_KEY", role: "agent" }).success).toBe(false);
    expect(newApiKeySchema.safeParse({ name: "CRM", role: "agent", workspaceId: newId() }).success).toBe(
      false,
    );
  });

  it("reads the header as RFC 6750 writes it", () => {
    expect(readBearer("bearer abc")).toBe("abc");
    expect(readBearer("Bearer a b")).toBeNull();
  });
});

describe("the key of the environment", () => {
  it("stays one row however often it is set, and another value replaces it", async () => {
    const { platform, workspaceId } = await testContext();
    const [first, second] = [newId(), newId()];
    const ensure = (key: string) => ensureApiKey({ platform, input: { workspaceId, key } });
    const opens = (key: string) =>
      authenticateApiKey({ platform, request: callWith(`Bearer ${key}`) }).then(
        ({ role }) => role,
        () => "refused",
      );
    await Promise.all([ensure(first), ensure(first)]);
    await ensure(first);
    expect(await platform.database.prisma.apiKey.count({ where: { workspaceId } })).toBe(1);
    expect(await opens(first)).toBe("admin");
    await ensure(second);
    expect([await opens(first), await opens(second)]).toEqual(["refused", "admin"]);
  });
});
