import { expect, test } from "vitest";
import { makeContext } from "../context.ts";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { createEndpoint } from "./create-endpoint.ts";
import { getEndpoint } from "./get-endpoint.ts";
import { listEndpoints } from "./list-endpoints.ts";
import { updateEndpoint } from "./update-endpoint.ts";

const newKey = () => `e-${newId()}`;

test("a generated secret is answered once, and its end shown ever after", async () => {
  const ctx = await testContext();
  const { publicUrl } = ctx.platform.settings;
  const key = newKey();
  const { endpoint, generatedSecret } = await createEndpoint({
    ctx,
    input: { key, name: " Desk ", verification: { scheme: "standard-webhooks" } },
  });
  expect(generatedSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const last4 = generatedSecret!.slice(-4);
  expect(endpoint).toMatchObject({
    key,
    name: "Desk",
    url: `${publicUrl}/api/webhook/v1/${key}`,
    source: "custom",
    verification: { scheme: "standard-webhooks" },
    unverified: false,
    enabled: true,
    secrets: [{ last4, expiresAt: null }],
  });
  const shown = await getEndpoint({ ctx, input: { id: endpoint.id } });
  expect(shown).toEqual(endpoint);
  expect((await listEndpoints({ ctx, input: {} })).data).toEqual([endpoint]);
  expect(
    JSON.stringify([
      shown,
      await ctx.platform.database.prisma.auditEntry.findMany({ where: { workspaceId: ctx.workspaceId } }),
    ]),
  ).not.toContain(generatedSecret);
});

test("a given secret is not answered, and where the sender makes it there is none at first", async () => {
  const ctx = await testContext();
  const create = (verification: Parameters<typeof createEndpoint>[0]["input"]["verification"]) =>
    createEndpoint({ ctx, input: { key: newKey(), name: "Desk", verification } });
  expect((await create({ scheme: "github", secret: "of my own choice" })).generatedSecret).toBeNull();
  expect((await create({ scheme: "github" })).generatedSecret).toMatch(/^[0-9a-f]{64}$/);
  expect(await create({ scheme: "svix" })).toMatchObject({
    generatedSecret: null,
    endpoint: { secrets: [] },
  });
  const basic = await create({ scheme: "basic", secret: { username: "u", password: "a long password" } });
  expect(basic.endpoint.secrets).toMatchObject([{ last4: "word" }]);
  const open = await create({ scheme: "none", unverified: true });
  expect(open.endpoint).toMatchObject({ unverified: true, secrets: [] });
});

test("the source follows from a sender's own scheme", async () => {
  const ctx = await testContext();
  const { endpoint } = await createEndpoint({
    ctx,
    input: { key: newKey(), name: "Code", verification: { scheme: "github" } },
  });
  expect(endpoint.source).toBe("github");
});

test("a key is unique in the installation", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  const input = { key: newKey(), name: "Desk", verification: { scheme: "standard-webhooks" } };
  await createEndpoint({ ctx, input });
  await expect(createEndpoint({ ctx: other, input })).rejects.toMatchObject({ code: "conflict" });
  const audit = await other.platform.database.prisma.auditEntry.count({
    where: { workspaceId: other.workspaceId },
  });
  expect(audit).toBe(0);
});

test.each([
  ["a key with a slash", { key: "a/b" }],
  ["a mapping that is an expression", { mapping: { text: "$..[?(@.constructor)]" } }],
  ["a mapping into a prototype", { mapping: { text: "data.__proto__.role" } }],
  ["a field the contract does not have", { workspaceId: newId() }],
  ["a scheme that nobody speaks", { verification: { scheme: "smoke-signals" } }],
  ["a secret of another shape", { verification: { scheme: "wecom", secret: "only the token" } }],
])("%s is refused", async (_, input) => {
  const ctx = await testContext();
  const whole = { key: newKey(), name: "Desk", verification: { scheme: "standard-webhooks" }, ...input };
  await expect(createEndpoint({ ctx, input: whole })).rejects.toMatchObject({ name: "ZodError" });
});

test("a change merges options while the scheme stays, and forgets the secrets of another scheme", async () => {
  const ctx = await testContext();
  const { endpoint } = await createEndpoint({
    ctx,
    input: {
      key: newKey(),
      name: "Desk",
      verification: { scheme: "hmac", header: "X-Sum", secret: "first secret of all" },
    },
  });
  const update = (input: Omit<Parameters<typeof updateEndpoint>[0]["input"], "id">) =>
    updateEndpoint({ ctx, input: { id: endpoint.id, ...input } });
  const hmac = await update({ verification: { encoding: "base64" }, mapping: { text: "data.text" } });
  expect(hmac).toMatchObject({
    verification: { scheme: "hmac", header: "x-sum", encoding: "base64", algorithm: "sha256" },
    mapping: { text: "data.text" },
    secrets: [{ last4: " all" }],
  });
  const token = await update({
    verification: { scheme: "token", header: "X-Token", secret: "another one entirely" },
  });
  expect(token).toMatchObject({
    verification: { scheme: "token", header: "x-token" },
    mapping: { text: "data.text" },
    secrets: [{ last4: "rely", expiresAt: null }],
  });
  expect(token.verification).not.toHaveProperty("encoding");
  expect((await update({ mapping: null })).mapping).toBeNull();

  const actions = await ctx.platform.database.prisma.auditEntry.findMany({
    where: { workspaceId: ctx.workspaceId },
    orderBy: { id: "asc" },
    select: { action: true },
  });
  expect(actions.map((entry) => entry.action)).toEqual([
    "endpoint.create",
    "endpoint.update",
    "endpoint.rotate_secret",
    "endpoint.update",
  ]);
});

test("an endpoint of another workspace does not exist", async () => {
  const ctx = await testContext();
  const { endpoint } = await createEndpoint({
    ctx,
    input: { key: newKey(), name: "Desk", verification: { scheme: "standard-webhooks" } },
  });
  const foreign = makeContext(ctx.platform, (await testContext()).workspaceId, { kind: "system" });
  const input = { id: endpoint.id };
  await expect(getEndpoint({ ctx: foreign, input })).rejects.toMatchObject({ code: "not_found" });
  await expect(updateEndpoint({ ctx: foreign, input })).rejects.toMatchObject({ code: "not_found" });
});
