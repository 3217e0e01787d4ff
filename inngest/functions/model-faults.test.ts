import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeContext } from "../../server/context.ts";
import { readSettings } from "../../server/env.ts";
import { findEvent } from "../../server/incoming-event/find-event.ts";
import { getEvent } from "../../server/incoming-event/get-event.ts";
import { newId } from "../../server/platform/ids.ts";
import { createOutbound } from "../../server/platform/outbound-fetch.ts";
import { register } from "../../server/platform/registry.ts";
import { createPlaybook } from "../../server/playbook/create-playbook.ts";
import { chooseLanguageModel } from "../../server/suggestion/choose-language-model.ts";
import { showConversation } from "../../server/suggestion/show-conversation.ts";
import { testContext, testPlatform } from "../../server/testing/context.ts";
import { type ModelOutput, startModelServer, streamed, toolCall } from "../../server/testing/model-server.ts";
import { makeEndpoint, makeEvent } from "../../server/testing/rows.ts";
import { startToolServer } from "../../server/testing/tool-server.ts";
import { createTool } from "../../server/tool/create-tool.ts";
import { enqueue } from "../client.ts";
import { startFunctions, until } from "./testing/start-functions.ts";

type Say = (at: { turn: number; ask: number }, response: ServerResponse) => ModelOutput | undefined;

let say: Say;
let asks = 0;
const model = await startModelServer((request, response) => {
  const turn = request.messages.filter(({ role }) => role === "assistant").length;
  return say({ turn, ask: asks++ }, response);
});
const shop = await startToolServer((_, response) =>
  response.end(JSON.stringify({ status: "shipped", eta: "2026-11-25" })),
);
const outbound = createOutbound({ allowPrivateHosts: [shop.host] });
const embedder = { model: "none", languages: [], embed: async () => [] };
const languageModel = chooseLanguageModel(
  readSettings({ FIRSTLINE_MODEL: "faulty", OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: "k" }),
);
const platform = register(
  "platform",
  testPlatform({ outbound, embedder, languageModel, modelTimeoutMs: 1500 }),
);
let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await startFunctions(platform);
});
afterAll(async () => {
  await stop();
  for (const one of [model, shop]) one.close();
  await outbound.close();
});

const askShop = (input: object | string = { order_id: "1001" }, name = "query_order_status") => ({
  tool_calls: [toolCall(name, input)],
});
const goodText = "Hello,\n\nOrder 1001 is shipped and arrives on 25 November 2026.\n\nBest regards";
/** As a model should: it asks the shop, and says what that answered. */
const well: Say = ({ turn }) => (turn === 0 ? askShop() : { content: goodText });
/** Once in this way, then well. */
const once =
  (fault: (response: ServerResponse) => unknown): Say =>
  (at, response) => {
    if (at.ask > 0) return well(at, response);
    fault(response);
    return undefined;
  };
/** Well until it writes the reply. */
const writes =
  (output: ModelOutput): Say =>
  (at, response) =>
    at.turn === 0 ? well(at, response) : output;
const always =
  (fault: (response: ServerResponse) => unknown): Say =>
  (_, response) => {
    fault(response);
    return undefined;
  };
const stream = (response: ServerResponse, ...pieces: string[]) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const piece of pieces) response.write(piece);
  return response;
};
const half = streamed({ role: "assistant", content: "Your order is" });

const sent = { status: "done", attention: null, suggestion: "approved" } as const;
const forAnAgent = { status: "awaiting_review", attention: null, suggestion: "pending" } as const;
const handedOver = {
  status: "awaiting_review",
  attention: "model_unavailable",
  suggestion: undefined,
} as const;

/** How each fault has to end. `failed`: the attempts that failed before; `error`: what the timeline says of them. */
const faults: [
  string,
  Say,
  {
    end: typeof sent | typeof forAnAgent | typeof handedOver;
    failed?: number;
    error?: RegExp;
    checks?: object;
    shopAsked?: number;
  },
][] = [
  ["none", well, { end: sent, failed: 0, shopAsked: 1 }],
  [
    "429 with Retry-After",
    once((r) => r.writeHead(429, { "retry-after": "1" }).end("{}")),
    { end: sent, failed: 1, error: /answered 429/ },
  ],
  ["500", once((r) => r.writeHead(500).end("boom")), { end: sent, failed: 1, error: /answered 500/ }],
  [
    "a wrong key",
    always((r) => r.writeHead(401).end("{}")),
    { end: handedOver, failed: 5, error: /answered 401/ },
  ],
  ["silence", once(() => {}), { end: sent, failed: 1, error: /no answer within 1\.5 s/ }],
  [
    "a stream that falls silent",
    once((r) => stream(r, half)),
    { end: sent, failed: 1, error: /no answer within 1\.5 s/ },
  ],
  [
    "half a stream, the line broken",
    once((r) => void stream(r, half).write("", () => r.destroy())),
    { end: sent, failed: 1, error: /could not be (reached|read)/ },
  ],
  [
    "half a stream, ended politely",
    once((r) => stream(r, half).end()),
    { end: sent, failed: 1, error: /broke off/ },
  ],
  [
    "an error within the stream",
    once((r) => stream(r, half, `data: {"error":{"message":"overloaded"}}\n\n`).end()),
    { end: sent, failed: 1, error: /failed/ },
  ],
  [
    "a web page",
    once((r) => r.writeHead(200, { "content-type": "text/html" }).end("<html>Log in</html>")),
    { end: sent, failed: 1, error: /failed/ },
  ],
  [
    "no choices",
    once((r) => r.writeHead(200, { "content-type": "application/json" }).end('{"choices":[]}')),
    { end: sent, failed: 1, error: /failed/ },
  ],
  ["no text at all", writes({ content: "" }), { end: handedOver, failed: 5, error: /answered no text/ }],
  ["a book", writes({ content: "word ".repeat(5000) }), { end: handedOver, failed: 5, error: /characters/ }],
  [
    "tool arguments that are no JSON",
    (at, r) => (at.turn === 0 ? askShop('{"order_id": ') : at.turn === 1 ? askShop() : well(at, r)),
    { end: sent, failed: 0, shopAsked: 1 },
  ],
  [
    "tool arguments of the wrong kind",
    (at, r) => (at.turn === 0 ? askShop({ order: 7 }) : well(at, r)),
    { end: forAnAgent, failed: 0, shopAsked: 0, checks: { tools_failed: ["query_order_status"] } },
  ],
  [
    "a tool that is not there",
    (at, r) => (at.turn === 0 ? askShop({}, "drop_tables") : at.turn === 1 ? askShop() : well(at, r)),
    { end: sent, failed: 0, shopAsked: 1 },
  ],
  [
    "an endless tool loop",
    (at) => askShop({ order_id: String(at.ask) }),
    { end: handedOver, failed: 5, error: /no text/, shopAsked: 5 },
  ],
  [
    "a foreign language",
    writes({ content: "您的订单 1001 已发货，将于 2026-11-25 送达。" }),
    { end: forAnAgent, checks: { language_matches: false } },
  ],
  [
    "a refusal",
    writes({ content: "I'm sorry, but I can't help with that.", finish_reason: "content_filter" }),
    { end: forAnAgent, checks: { is_whole: false } },
  ],
  [
    "a reply cut off",
    writes({ content: "Order 1001 is shipped", finish_reason: "length" }),
    { end: forAnAgent, checks: { is_whole: false } },
  ],
  [
    "a number from nowhere",
    writes({ content: "Order 1001 arrives on 25 November 2026 and costs 812.50 EUR." }),
    { end: forAnAgent, checks: { passed: false } },
  ],
  ["characters that cannot be stored", writes({ content: `${goodText}\u0000\ud83d` }), { end: sent }],
];

test.each(faults)("%s", async (_, fault, { end, failed = 0, error, checks, shopAsked }) => {
  say = fault;
  asks = 0;
  shop.seen.length = 0;
  const { workspaceId } = await testContext();
  const ctx = makeContext(platform, workspaceId, { kind: "system" });
  const tool = await createTool({
    ctx,
    input: {
      name: "query_order_status",
      request: { method: "GET", url: `${shop.origin}/orders/{order_id}` },
      inputSchema: { type: "object", properties: { order_id: { type: "string" } }, required: ["order_id"] },
    },
  });
  await createPlaybook({ ctx, input: { name: "All", autonomy: "auto", toolIds: [tool.id] } });
  const { eventId, runId } = await makeEvent(ctx, await makeEndpoint(ctx), {
    mapped: { text: "Where is my order 1001?", contact: { id: "u1" } },
  });
  await enqueue([{ id: newId(), name: "incoming-event/accepted", data: { workspaceId, eventId, runId } }]);
  const { timeline } = await until(
    () => getEvent({ ctx, input: { id: eventId } }),
    ({ status, timeline }) =>
      status === end.status &&
      timeline.filter((step) => step.status === "failed").length >= failed &&
      timeline.every((step) => step.status !== "running") &&
      (end === handedOver || timeline.some(({ step }) => step === "approve-by-playbook")),
  );
  const event = await findEvent(ctx, eventId);
  const { conversation, suggestions } = await showConversation({ ctx, input: { id: event.conversationId! } });
  expect({
    status: event.status,
    attention: conversation.attention,
    suggestion: suggestions[0]?.status,
  }).toEqual(end);
  const failures = timeline.filter(({ status }) => status === "failed");
  expect(failures).toHaveLength(failed);
  for (const failure of failures) expect(failure.error).toMatch(error!);
  if (checks) expect(suggestions[0]!.checks).toMatchObject(checks);
  if (shopAsked !== undefined) expect(shop.seen).toHaveLength(shopAsked);
});
