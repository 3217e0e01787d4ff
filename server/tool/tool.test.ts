import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { newId } from "../platform/ids.ts";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { testContext } from "../testing/context.ts";
import { readSharedData } from "../testing/shared-data.ts";
import { startToolServer } from "../testing/tool-server.ts";
import { approveToolCall } from "./approve-tool-call.ts";
import { createTool } from "./create-tool.ts";
import { getToolCall } from "./get-tool-call.ts";
import { listTools } from "./list-tools.ts";
import { proposeToolCall } from "./propose-tool-call.ts";
import { rejectToolCall } from "./reject-tool-call.ts";
import { runToolCall } from "./run-tool-call.ts";
import type { JsonObject, NewTool, ToolView } from "./schema.ts";
import { tryTool } from "./try-tool.ts";
import { updateTool } from "./update-tool.ts";

let reply: { status: number; body: string; headers?: Record<string, string> };
const server = await startToolServer((_, response) =>
  response.writeHead(reply.status, reply.headers).end(reply.body),
);
const other = await startToolServer();
const outbound = createOutbound({ allowPrivateHosts: [server.host, other.host] });
afterAll(async () => {
  server.close();
  other.close();
  await outbound.close();
});

let ctx: Context;
beforeEach(async () => {
  ctx = await testContext({ outbound });
  server.seen.length = 0;
  other.seen.length = 0;
  reply = { status: 200, body: JSON.stringify({ status: "shipped", data: { eta: "2026-11-25" } }) };
});

const order: NewTool = {
  name: "query_order_status",
  request: {
    method: "GET",
    url: `${server.origin}/orders/{order_id}`,
    headers: { authorization: "Bearer {{secret.orders}}" },
  },
  inputSchema: {
    type: "object",
    properties: { order_id: { type: "string" } },
    required: ["order_id"],
  },
  output: { status: "status", eta: "data.eta" },
  secrets: { orders: "orders-secret-9876" },
};
const refund: NewTool = {
  ...order,
  name: "refund_order",
  effect: "write",
  request: { method: "POST", url: `${server.origin}/refunds`, headers: {} },
  secrets: {},
  output: {},
};

const propose = (tool: ToolView, input: JsonObject = { order_id: "1001" }, person = true) =>
  proposeToolCall({
    ctx,
    input: {
      tool,
      runId: newId(),
      eventId: null,
      conversationId: null,
      playbookId: null,
      key: tool.name,
      input,
      evidence: { "body.order_id": "1001" },
      person,
    },
  });
const outbox = () =>
  ctx.platform.database.prisma.outbox.findMany({ where: { workspaceId: ctx.workspaceId } });

test("a call fills the template, carries the secret in its header, and is recorded without it", async () => {
  reply.body = JSON.stringify({ status: "orders-secret-9876", data: { eta: "2026-11-25" } });
  const tool = await createTool({ ctx, input: order });
  expect(tool).toMatchObject({ approval: "never", version: 1, secrets: [{ name: "orders", last4: "9876" }] });
  const call = await tryTool({ ctx, input: { id: tool.id, input: { order_id: "10/01" }, keep: true } });
  expect(call).toMatchObject({
    status: "ok",
    attempts: 1,
    input: { order_id: "10/01" },
    output: { status: "[secret]", eta: "2026-11-25" },
  });
  expect(server.seen).toMatchObject([
    { method: "GET", url: "/orders/10%2F01", headers: { authorization: "Bearer orders-secret-9876" } },
  ]);
  const stored = JSON.stringify([
    await listTools({ ctx, input: {} }),
    await ctx.platform.database.prisma.toolCall.findMany({ where: { workspaceId: ctx.workspaceId } }),
    await ctx.platform.database.prisma.auditEntry.findMany({ where: { workspaceId: ctx.workspaceId } }),
  ]);
  expect(stored).not.toContain("orders-secret-9876");
  expect(stored).toContain("10/01");
});

test("another host clears the secrets, and the tool then calls nothing", async () => {
  const tool = await createTool({ ctx, input: order });
  const same = await updateTool({
    ctx,
    input: { id: tool.id, request: { ...order.request, url: `${server.origin}/v2/{order_id}` } },
  });
  expect(same).toMatchObject({ version: 2, missing: [], secrets: [{ name: "orders" }] });
  const moved = await updateTool({
    ctx,
    input: { id: tool.id, request: { ...order.request, url: `${other.origin}/{order_id}` } },
  });
  expect(moved).toMatchObject({ version: 3, missing: ["orders"], secrets: [] });
  const call = await tryTool({ ctx, input: { id: tool.id, input: { order_id: "1" } } });
  expect(call).toMatchObject({ status: "failed", error: expect.stringContaining('"orders" is not set') });
  expect(other.seen).toEqual([]);
});

describe("answers that are none", () => {
  test.each<[string, typeof reply, number, RegExp]>([
    ["an error", { status: 500, body: "{}" }, 3, /answered 500/],
    ["not found", { status: 404, body: "{}" }, 1, /answered 404/],
    ["a redirect", { status: 302, body: "", headers: { location: other.origin } }, 1, /not followed/],
    ["no JSON", { status: 200, body: "<html>" }, 1, /not JSON/],
    ["too much", { status: 200, body: `{"a":"${"x".repeat(300_000)}"}` }, 1, /larger than 256 KiB/],
    ["too deep", { status: 200, body: "[".repeat(100_000) }, 1, /not JSON/],
  ])("%s", async (_, answered, attempts, error) => {
    reply = answered;
    const tool = await createTool({ ctx, input: order });
    const call = await tryTool({ ctx, input: { id: tool.id, input: { order_id: "1" } } });
    expect(call).toMatchObject({ status: "failed", attempts, error: expect.stringMatching(error) });
    expect(other.seen).toEqual([]);
  });

  test("a write is not repeated when it may have happened", async () => {
    reply = { status: 500, body: "" };
    const tool = await createTool({ ctx, input: refund });
    expect(await tryTool({ ctx, input: { id: tool.id, input: { order_id: "1" } } })).toMatchObject({
      status: "failed",
      attempts: 1,
    });
    expect(server.seen).toHaveLength(1);
  });
});

test("input that the schema refuses is never sent", async () => {
  const tool = await createTool({ ctx, input: order });
  const inputs: JsonObject[] = [{}, { order_id: 1 }, { order_id: "1", admin: true }, { order_id: ".." }];
  for (const input of inputs)
    expect(await tryTool({ ctx, input: { id: tool.id, input } })).toMatchObject({ status: "failed" });
  expect(server.seen).toEqual([]);
});

describe("approval", () => {
  test("a write waits, runs once with what was approved, and a second answer is refused", async () => {
    const tool = await createTool({ ctx, input: refund });
    const call = await propose(tool);
    expect(await runToolCall({ ctx, input: call })).toMatchObject({ status: "pending", attempts: 0 });
    expect(server.seen).toEqual([]);
    await approveToolCall({ ctx, input: { id: call.id } });
    await expect(approveToolCall({ ctx, input: { id: call.id } })).rejects.toMatchObject({
      code: "already_decided",
    });
    await expect(rejectToolCall({ ctx, input: { id: call.id } })).rejects.toMatchObject({ status: 409 });
    expect(await outbox()).toMatchObject([{ name: "tool-call/approved", data: { toolCallId: call.id } }]);
    expect(await runToolCall({ ctx, input: call })).toMatchObject({ status: "ok", attempts: 1 });
    await runToolCall({ ctx, input: call });
    expect(server.seen).toMatchObject([
      { method: "POST", body: '{"order_id":"1001"}', headers: { "idempotency-key": call.id } },
    ]);
  });

  test("of many answers at once one counts", async () => {
    const call = await propose(await createTool({ ctx, input: refund }));
    const answers = await Promise.allSettled([
      ...[1, 2, 3].map(() => approveToolCall({ ctx, input: { id: call.id } })),
      ...[1, 2, 3].map(() => rejectToolCall({ ctx, input: { id: call.id } })),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("edited arguments are checked, and are what runs", async () => {
    const call = await propose(await createTool({ ctx, input: refund }));
    await expect(
      approveToolCall({ ctx, input: { id: call.id, input: { order_id: 5 } } }),
    ).rejects.toMatchObject({ code: "invalid_input" });
    await approveToolCall({ ctx, input: { id: call.id, input: { order_id: "1002" } } });
    await runToolCall({ ctx, input: call });
    expect(server.seen.map(({ body }) => body)).toEqual(['{"order_id":"1002"}']);
  });

  test("a refused call is never made", async () => {
    const call = await propose(await createTool({ ctx, input: refund }));
    await rejectToolCall({ ctx, input: { id: call.id, reason: "Too much" } });
    expect(await runToolCall({ ctx, input: call })).toMatchObject({
      status: "rejected",
      rejectReason: "Too much",
    });
    expect(server.seen).toEqual([]);
  });

  test("it holds for the tool as it was, and for these arguments", async () => {
    const tool = await createTool({ ctx, input: refund });
    const early = await propose(tool);
    await approveToolCall({ ctx, input: { id: early.id } });
    const late = await propose(tool);
    await updateTool({
      ctx,
      input: { id: tool.id, request: { ...refund.request, url: `${other.origin}/refunds` } },
    });
    await expect(approveToolCall({ ctx, input: { id: late.id } })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await runToolCall({ ctx, input: early })).toMatchObject({
      status: "failed",
      error: expect.stringContaining("changed"),
    });
    expect([...server.seen, ...other.seen]).toEqual([]);
  });

  test("what changes in the row after the approval does not run", async () => {
    const call = await propose(await createTool({ ctx, input: refund }));
    await approveToolCall({ ctx, input: { id: call.id } });
    const where = { workspaceId_id: { workspaceId: ctx.workspaceId, id: call.id } };
    await ctx.platform.database.prisma.toolCall.update({ where, data: { input: { order_id: "9" } } });
    expect(await runToolCall({ ctx, input: call })).toMatchObject({ status: "failed" });
    expect(server.seen).toEqual([]);
  });

  test("it does not wait for ever", async () => {
    const call = await propose(await createTool({ ctx, input: refund }));
    const later = { ...ctx, now: () => new Date(Date.now() + 73 * 3_600_000) };
    await expect(approveToolCall({ ctx: later, input: { id: call.id } })).rejects.toMatchObject({
      code: "already_decided",
    });
    expect(await getToolCall({ ctx, input: call })).toMatchObject({
      status: "rejected",
      decision: "expired",
    });
  });
});

type Case = {
  id: string;
  url: string;
  expected: string;
  dns?: unknown;
  redirect?: unknown;
  config?: unknown;
};
const cases =
  readSharedData<{ cases: Case[] }>("attacks/ssrf.json", "addresses that lead inside")?.cases ?? [];
/** Whose names and answers decide when they are connected to, as outbound-fetch.test.ts shows. */
const decidedLater = ({ dns, redirect, config }: Case) =>
  [dns, redirect, config].some((one) => one !== undefined);

test.runIf(cases.length > 0)("no address of the attack list that leads inside can be saved", async () => {
  const closed = createOutbound({
    allowPrivateHosts: [],
    resolve: async (name) => [
      { address: name.endsWith(".nip.io") ? "127.0.0.1" : "93.184.216.34", family: 4 },
    ],
  });
  const guarded = { ...ctx, platform: { ...ctx.platform, outbound: closed } };
  const saves = async ({ url }: Case) =>
    createTool({
      ctx: guarded,
      input: { name: `t${newId().replaceAll("-", "")}`, request: { method: "GET", url } },
    }).then(
      () => true,
      () => false,
    );
  const wrong: string[] = [];
  for (const one of cases.filter((each) => !decidedLater(each)))
    if ((await saves(one)) !== (one.expected === "allowed")) wrong.push(`${one.id} ${one.url}`);
  await closed.close();
  expect(wrong).toEqual([]);
});
