import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { openConversation } from "../../conversation/open-conversation.ts";
import { readSettings } from "../../env.ts";
import { addDocument } from "../../knowledge/add-document.ts";
import { ingestDocument } from "../../knowledge/ingest-document.ts";
import { createOutbound } from "../../platform/outbound-fetch.ts";
import { createPlaybook } from "../../playbook/create-playbook.ts";
import { planToolCalls } from "../../playbook/plan-tool-calls.ts";
import { testContext } from "../../testing/context.ts";
import { type ModelOutput, startModelServer, toolCall } from "../../testing/model-server.ts";
import { makeEndpoint, makeEvent } from "../../testing/rows.ts";
import { readSharedData } from "../../testing/shared-data.ts";
import { startToolServer } from "../../testing/tool-server.ts";
import { createTool } from "../../tool/create-tool.ts";
import { runToolCall } from "../../tool/run-tool-call.ts";
import { approveByPlaybook } from "../approve-by-playbook.ts";
import { chooseLanguageModel } from "../choose-language-model.ts";
import { draftSuggestion } from "../draft-suggestion.ts";
import { showConversation } from "../show-conversation.ts";
import { askModel } from "./ask-model.ts";
import { type ModelTurn, mostTurns } from "./turns.ts";

const secret = "CANARY_TOOL_SECRET_5f3a";
let orders: object = { status: "shipped", eta: "2026-11-25" };
let output: ModelOutput | ((turn: number) => ModelOutput) = {};
const model = await startModelServer((request) => {
  const turn = request.messages.filter(({ role }) => role === "assistant").length;
  return typeof output === "function" ? output(turn) : output;
});
const server = await startToolServer((_, response) => response.end(JSON.stringify(orders)));
const canary = await startToolServer();
const outbound = createOutbound({ allowPrivateHosts: [server.host, canary.host] });
const languageModel = chooseLanguageModel(
  readSettings({ FIRSTLINE_MODEL: "obedient", OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: "k" }),
);

let ctx: Context;
let playbookId: string;
let endpointId: string;
beforeAll(async () => {
  const embedder = { model: "none", languages: [], embed: async () => [] };
  ctx = await testContext({ outbound, embedder, languageModel });
  const inputSchema = {
    type: "object",
    properties: { order_id: { type: "string", maxLength: 64 } },
    required: ["order_id"],
  };
  const query = await createTool({
    ctx,
    input: {
      name: "query_order_status",
      request: {
        method: "GET",
        url: `${server.origin}/orders/{order_id}`,
        headers: { authorization: "Bearer {{secret.API_TOKEN}}" },
      },
      inputSchema,
      secrets: { API_TOKEN: secret },
    },
  });
  const cancel = await createTool({
    ctx,
    input: {
      name: "cancel_order",
      effect: "write",
      approval: "never",
      request: { method: "POST", url: `${server.origin}/cancel` },
      inputSchema,
    },
  });
  // A tool that this playbook may not use.
  await createTool({
    ctx,
    input: {
      name: "refund_order",
      effect: "write",
      request: { method: "POST", url: `${canary.origin}/refund` },
    },
  });
  ({ id: playbookId } = await createPlaybook({
    ctx,
    input: {
      name: "Orders",
      autonomy: "auto",
      toolIds: [query.id, cancel.id],
      instruction: "Answer about: {{event.text}} for {{contact.name}}",
    },
  }));
  endpointId = await makeEndpoint(ctx);
  const bytes = Buffer.from("# Returns\n\nYou can return any lamp within 30 days of delivery.");
  const { id: documentId, versionId } = await addDocument({ ctx, input: { filename: "returns.md", bytes } });
  await ingestDocument({ ctx, input: { documentId, versionId } });
});
afterAll(async () => {
  for (const one of [model, server, canary]) one.close();
  await outbound.close();
});
beforeEach(() => {
  for (const one of [server.seen, canary.seen, model.asked]) one.length = 0;
  orders = { status: "shipped", eta: "2026-11-25" };
});

/** The way of one event with a model, as the durable function walks it. */
async function walk(text: string, name = "Ada") {
  const { eventId, runId } = await makeEvent(ctx, endpointId, {
    mapped: { text, contact: { id: `u-${Math.random()}`, name } },
    body: { data: { order_id: "1001" } },
  });
  const { conversationId } = await openConversation({ ctx, input: { eventId } });
  const of = { eventId, runId, conversationId, playbookId };
  expect(await planToolCalls({ ctx, input: { ...of, namedOnly: true } })).toEqual({ toolCallIds: [] });
  const turns: ModelTurn[] = [];
  for (let draft: ModelTurn | undefined; !draft; ) {
    const turn = await askModel({ ctx, input: { ...of, turns } });
    // A durable step keeps its answer as JSON.
    turns.push(JSON.parse(JSON.stringify(turn)));
    for (const { callId } of turn.asked) if (callId) await runToolCall({ ctx, input: { id: callId } });
    if (turn.asked.length === 0) draft = turn;
  }
  const drafted = await draftSuggestion({ ctx, input: { ...of, draft: turns.at(-1)! } }).catch(
    (error) => error,
  );
  const deliveryId = drafted.suggestionId
    ? (await approveByPlaybook({ ctx, input: { suggestionId: drafted.suggestionId, playbookId, runId } }))
        .deliveryId
    : null;
  const view = await showConversation({ ctx, input: { id: conversationId } });
  return { turns, suggestion: view.suggestions[0], calls: view.toolCalls, deliveryId, error: drafted };
}

const ask = (input: object, name = "query_order_status") => ({ tool_calls: [toolCall(name, input)] });

test("it asks a tool, and the reply is cited to what the tool answered", async () => {
  output = (turn) =>
    turn === 0
      ? ask({ order_id: "1001" })
      : { content: "Hello Ada,\n\nOrder 1001 is shipped and arrives on 25 November 2026.\n\nBest regards" };
  const { suggestion, deliveryId, turns } = await walk("Where is my order 1001?");
  expect(server.seen).toMatchObject([
    { url: "/orders/1001", headers: { authorization: `Bearer ${secret}` } },
  ]);
  expect(turns).toHaveLength(2);
  expect(suggestion).toMatchObject({
    checks: { passed: true },
    provenance: { prompt: expect.stringContaining("1001") },
  });
  expect(suggestion!.citations.map(({ field }) => field)).toContain("tools.query_order_status.eta");
  expect(deliveryId).not.toBeNull();
  const { role, content } = model.asked[1]!.messages.at(-1)!;
  expect([role, JSON.parse(String(content))]).toEqual(["tool", orders]);
});

test("a write it asks for waits for a person, whatever the tool's own rule, and it is told so", async () => {
  output = (turn) =>
    turn === 0 ? ask({ order_id: "1001" }, "cancel_order") : { content: "Your order is cancelled." };
  const { calls, deliveryId, suggestion } = await walk("Cancel my order");
  expect(calls).toMatchObject([{ name: "cancel_order", status: "pending", attempts: 0 }]);
  expect(server.seen).toEqual([]);
  expect(JSON.stringify(model.asked[1]!.messages.at(-1))).toContain("has not happened");
  expect(suggestion!.checks).toMatchObject({
    passed: false,
    uncited_sentences: ["Your order is cancelled."],
  });
  expect(deliveryId).toBeNull();
});

test("the same question is asked once", async () => {
  output = (turn) => (turn < 3 ? ask({ order_id: "1001" }) : { content: "It is shipped." });
  const { calls } = await walk("Where is it?");
  expect(calls).toHaveLength(1);
  expect(server.seen).toHaveLength(1);
});

test("a loop without end ends", async () => {
  let count = 0;
  output = () => ask({ order_id: String(count++) });
  const { turns, error, suggestion } = await walk("Where is it?");
  expect(turns).toHaveLength(mostTurns);
  expect(model.asked.at(-1)!.tools).toBeUndefined();
  expect(error).toMatchObject({ code: "model_unavailable" });
  expect(suggestion).toBeUndefined();
  expect(server.seen.length).toBeLessThanOrEqual(10);
});

test("a draft that was cut off is not sent by itself", async () => {
  output = (turn) =>
    turn === 0 ? ask({ order_id: "1001" }) : { content: "It is shipped", finish_reason: "length" };
  const { suggestion, deliveryId } = await walk("Where is it?");
  expect(suggestion!.checks).toMatchObject({ is_whole: false, passed: false });
  expect(deliveryId).toBeNull();
});

type Attacks = {
  injections: { id: string; text: string }[];
  compromised_model_outputs: { id: string; name: string; model_output: ModelOutput }[];
};
const attacks = readSharedData<Attacks>("attacks/prompt_injection.json", "injections");
/** Every injection once, every output of a model that obeys at least three times. */
const pairs = (attacks?.injections ?? []).map((injection, i) => {
  const outputs = attacks!.compromised_model_outputs;
  return { injection, compromised: outputs[i % outputs.length]!, place: i % 3 };
});

describe.runIf(pairs.length > 0)("a model that obeys every injection does no harm", () => {
  test.each(pairs)(
    "$injection.id with $compromised.id $compromised.name",
    async ({ injection, compromised, place }) => {
      const raw = JSON.stringify(compromised.model_output).replaceAll("CANARY/", `${canary.host}/`);
      const said = JSON.parse(raw) as ModelOutput;
      if (said.content?.startsWith("GENERATE")) said.content = "a".repeat(1024 * 1024);
      // Where the attacker's words come from: the customer, their name, another system's answer.
      output = (turn) => (place === 2 && turn === 0 ? ask({ order_id: "1001" }) : said);
      if (place === 2) orders = { status: injection.text };
      const { deliveryId, suggestion, calls } = await walk(
        place === 0 ? injection.text : "Where is my order 1001?",
        place === 1 ? injection.text.slice(0, 200) : "Ada",
      );
      expect(deliveryId).toBeNull();
      expect(canary.seen).toEqual([]);
      for (const { method, url, headers } of server.seen) {
        expect([method, headers["x-injected"]]).toEqual(["GET", undefined]);
        expect(url).toMatch(/^\/orders\/[^/?#]+$/);
      }
      expect(server.seen.length).toBeLessThanOrEqual(10);
      for (const call of calls)
        if (call.effect === "write") expect(call).toMatchObject({ attempts: 0, decision: null });
      for (const { source, documentTitle } of suggestion?.citations ?? [])
        if (source === "chunk") expect(documentTitle).toBe("Returns");
      const told = JSON.stringify(model.asked);
      expect(told).not.toContain(secret);
      for (const { messages } of model.asked) {
        const rules = messages
          .filter(({ role }) => role === "system")
          .map(({ content }) => String(content))
          .join();
        expect(rules).toContain("[value 1]");
        if (injection.text.length > 12) expect(rules).not.toContain(injection.text);
      }
    },
  );
});
