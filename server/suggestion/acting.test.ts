import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { createPlaybook } from "../playbook/create-playbook.ts";
import { matchPlaybook } from "../playbook/match-playbook.ts";
import { planToolCalls } from "../playbook/plan-tool-calls.ts";
import type { NewPlaybook } from "../playbook/schema.ts";
import { testContext } from "../testing/context.ts";
import { makeEndpoint, makeEvent } from "../testing/rows.ts";
import { startToolServer } from "../testing/tool-server.ts";
import { createTool } from "../tool/create-tool.ts";
import { runToolCall } from "../tool/run-tool-call.ts";
import type { ToolView } from "../tool/schema.ts";
import { approveByPlaybook } from "./approve-by-playbook.ts";
import { createExtractiveComposer } from "./composer/extractive-composer.ts";
import { draftSuggestion } from "./draft-suggestion.ts";
import { showConversation } from "./show-conversation.ts";

/** Acting without a model: an event, a playbook, its tools over real HTTP, the draft and what was checked of it. */
let status = 200;
const server = await startToolServer((_, response) =>
  response
    .writeHead(status)
    .end(JSON.stringify({ status: "shipped", eta: "2026-11-25T18:00:00Z", total: 49.9 })),
);
const outbound = createOutbound({ allowPrivateHosts: [server.host] });
const embedder = { model: "none", languages: [], embed: async () => [] };
afterAll(async () => {
  server.close();
  await outbound.close();
});

let ctx: Context;
let query: ToolView;
let refund: ToolView;
beforeEach(async () => {
  ctx = await testContext({ outbound, embedder, languageModel: createExtractiveComposer() });
  server.seen.length = 0;
  status = 200;
  const inputSchema = {
    type: "object",
    properties: { order_id: { type: "string" } },
    required: ["order_id"],
  };
  query = await createTool({
    ctx,
    input: {
      name: "query_order_status",
      request: { method: "GET", url: `${server.origin}/orders/{order_id}` },
      inputSchema,
      output: { status: "status", eta: "eta", total: "total" },
    },
  });
  refund = await createTool({
    ctx,
    input: {
      name: "refund_order",
      effect: "write",
      request: { method: "POST", url: `${server.origin}/refunds` },
      inputSchema,
    },
  });
});

const paid = {
  type: "payment.succeeded",
  body: { amount: 49.9, data: { order_id: 1001 }, customer: { locale: "en-GB", tier: "gold" } },
};
const template =
  "Thank you, {{contact.name}}. Order {{body.data.order_id}} is {{tools.query_order_status.status}} and arrives on {{tools.query_order_status.eta | date: '%d %B %Y', 'UTC'}}.";

/** The way of one event, as the durable function walks it. */
async function walk(
  playbook: Partial<NewPlaybook>,
  event: { type?: string; body?: object; text?: string } = paid,
) {
  await createPlaybook({ ctx, input: { name: "Paid", eventType: "payment.succeeded", ...playbook } });
  const { eventId, runId } = await makeEvent(ctx, await makeEndpoint(ctx), {
    mapped: { contact: { id: "u1", name: "Ada" }, ...(event.text !== undefined && { text: event.text }) },
    ...(event.type && { type: event.type }),
    ...(event.body && { body: event.body }),
  });
  const { playbookId } = await matchPlaybook({ ctx, input: { eventId } });
  if (!playbookId)
    return {
      reason: (await ctx.platform.database.prisma.incomingEvent.findFirstOrThrow({ where: { id: eventId } }))
        .statusReason,
    };
  const { conversationId } = await openConversation({ ctx, input: { eventId } });
  const of = { eventId, runId, conversationId, playbookId };
  const { toolCallIds } = await planToolCalls({ ctx, input: { ...of, namedOnly: false } });
  for (const id of toolCallIds) await runToolCall({ ctx, input: { id } });
  expect(await planToolCalls({ ctx, input: { ...of, namedOnly: false } })).toEqual({ toolCallIds: [] });
  const { suggestionId } = await draftSuggestion({ ctx, input: of });
  const { deliveryId } = await approveByPlaybook({ ctx, input: { suggestionId, playbookId, runId } });
  const view = await showConversation({ ctx, input: { id: conversationId } });
  return { suggestion: view.suggestions[0]!, calls: view.toolCalls, deliveryId };
}

describe("a payment thanks by itself, with what the order system says", () => {
  test.each([
    ["with the input's path", { query_order_status: { order_id: "body.data.order_id" } }],
    ["with the field of the same name", {}],
  ])("%s", async (_, toolInputs) => {
    const { suggestion, calls, deliveryId } = await walk({
      toolIds: [query.id],
      toolInputs,
      replyTemplate: template,
      autonomy: "auto",
    });
    expect(server.seen.map(({ url }) => url)).toEqual(["/orders/1001"]);
    expect(calls).toMatchObject([{ status: "ok", evidence: { "body.data.order_id": 1001 } }]);
    expect(suggestion).toMatchObject({
      text: "Thank you, Ada. Order 1001 is shipped and arrives on 25 November 2026.",
      language: "en",
      checks: { abstained: false, outcome: "answer", unsupported_claims: [], passed: true },
    });
    const sentence = "Order 1001 is shipped and arrives on 25 November 2026.";
    const cited = suggestion!.citations.toSorted((a, b) => (a.field! < b.field! ? 1 : -1));
    expect(cited).toMatchObject([
      {
        source: "tool",
        field: "tools.query_order_status.status",
        quote: "shipped",
        sentence,
        toolCallId: calls![0]!.id,
      },
      { source: "tool", field: "tools.query_order_status.eta", quote: "2026-11-25T18:00:00Z", sentence },
      { source: "event", field: "body.data.order_id", quote: "1001", sentence },
    ]);
    expect(deliveryId).not.toBeNull();
  });
});

test("an order system that is away is said, and nothing is sent by itself", async () => {
  status = 500;
  const { suggestion, calls, deliveryId } = await walk({
    toolIds: [query.id],
    replyTemplate: template,
    autonomy: "auto",
  });
  expect(calls).toMatchObject([{ status: "failed", attempts: 3 }]);
  expect(suggestion!.text).not.toContain("arrives");
  expect(suggestion!.checks).toMatchObject({
    tools_failed: ["query_order_status"],
    template_gaps: 2,
    passed: false,
  });
  expect(deliveryId).toBeNull();
});

test("a required input that the event does not carry is not guessed", async () => {
  const { calls } = await walk(
    { toolIds: [query.id], replyTemplate: template },
    { ...paid, body: { amount: 1 } },
  );
  expect(calls).toMatchObject([{ status: "failed", error: expect.stringContaining("order_id") }]);
  expect(server.seen).toEqual([]);
});

test("a write waits for a person, with what its arguments rest on", async () => {
  const { calls } = await walk({ toolIds: [query.id, refund.id], autonomy: "auto" });
  expect(calls).toMatchObject([
    { name: "query_order_status", status: "ok" },
    { name: "refund_order", status: "pending", input: { order_id: "1001" }, decision: null },
  ]);
  expect(server.seen.map(({ method }) => method)).toEqual(["GET"]);
});

test("without a template the results are told, each cited to its field", async () => {
  const { suggestion } = await walk({ toolIds: [query.id] }, { ...paid, text: "我的订单什么时候到？" });
  expect(suggestion).toMatchObject({ language: "zh", checks: { outcome: "answer", unsupported_claims: [] } });
  expect(suggestion!.text).toContain("系统中的记录如下");
  expect(suggestion!.citations.map(({ field }) => field)).toEqual(
    expect.arrayContaining(["tools.query_order_status.status", "tools.query_order_status.total"]),
  );
});

test("the customer's language is the one the payload names when there are no words", async () => {
  const { suggestion } = await walk(
    {
      replyTemplate:
        "{% if language == 'zh' %}{{contact.name}}，欢迎！{% else %}Welcome, {{contact.name}}!{% endif %}",
    },
    { ...paid, body: { customer: { locale: "zh-CN" } } },
  );
  expect(suggestion).toMatchObject({ language: "zh", text: "Ada，欢迎！", checks: { passed: true } });
});

test("a condition decides, and a miss says which clause failed", async () => {
  const condition = {
    combinator: "and" as const,
    rules: [
      { field: "body.amount", operator: ">" as const, value: 10 },
      { field: "body.customer.tier", operator: "=" as const, value: "platinum" },
    ],
  };
  expect(await walk({ condition })).toEqual({
    reason:
      'No playbook serves it. "Paid": its condition asks for body.customer.tier = "platinum", it is "gold".',
  });
});
