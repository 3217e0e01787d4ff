import type { LanguageModelV4 } from "@ai-sdk/provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Context, makeContext } from "../../server/context.ts";
import type { InternalEvent } from "../../server/events.ts";
import { findEvent } from "../../server/incoming-event/find-event.ts";
import { getEvent } from "../../server/incoming-event/get-event.ts";
import { addDocument } from "../../server/knowledge/add-document.ts";
import { getDocument } from "../../server/knowledge/get-document.ts";
import { createBuiltinEmbedder } from "../../server/platform/builtin-embedder.ts";
import { newId } from "../../server/platform/ids.ts";
import { register } from "../../server/platform/registry.ts";
import { createPlaybook } from "../../server/playbook/create-playbook.ts";
import { createExtractiveComposer } from "../../server/suggestion/composer/extractive-composer.ts";
import { showConversation } from "../../server/suggestion/show-conversation.ts";
import { testContext, testPlatform } from "../../server/testing/context.ts";
import { makeEndpoint, makeEvent } from "../../server/testing/rows.ts";
import { enqueue } from "../client.ts";
import { startFunctions, until } from "./testing/start-functions.ts";

const embedder = createBuiltinEmbedder();
const composer = createExtractiveComposer();
let modelFails = 0;
const model: LanguageModelV4 = {
  ...composer,
  doGenerate(options) {
    if (modelFails-- > 0) throw new Error("the model is down");
    return composer.doGenerate(options);
  },
};
const platform = register("platform", testPlatform({ embedder, languageModel: model }));
let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await startFunctions(platform);
});
afterAll(async () => {
  await stop();
  await embedder.close?.();
});

async function newContext(): Promise<Context> {
  const { workspaceId } = await testContext();
  return makeContext(platform, workspaceId, { kind: "system" });
}

/** What the relay does, for one workspace. */
async function relay(ctx: Context): Promise<void> {
  const { prisma } = ctx.platform.database;
  const where = { workspaceId: ctx.workspaceId };
  const rows = await prisma.outbox.findMany({ where, orderBy: { id: "asc" } });
  if (rows.length > 0) await enqueue(rows as unknown as InternalEvent[]);
  await prisma.outbox.deleteMany({ where: { ...where, id: { in: rows.map((row) => row.id) } } });
}

async function learn(ctx: Context, filename: string, text: string): Promise<string> {
  const { id } = await addDocument({ ctx, input: { filename, bytes: new TextEncoder().encode(text) } });
  await relay(ctx);
  await until(
    () => getDocument({ ctx, input: { id } }),
    ({ status }) => status === "ready" || status === "failed",
  );
  return id;
}

async function post(ctx: Context, text: string | undefined, over: { type?: string; contact?: object } = {}) {
  const { eventId, runId } = await makeEvent(ctx, await makeEndpoint(ctx), {
    mapped: { ...(text !== undefined && { text }), contact: { id: "u1", ...over.contact } },
    ...(over.type && { type: over.type }),
  });
  await enqueue([
    { id: newId(), name: "incoming-event/accepted", data: { workspaceId: ctx.workspaceId, eventId, runId } },
  ]);
  return eventId;
}

const settled = (ctx: Context, id: string) =>
  until(
    () => findEvent(ctx, id),
    ({ status }) => status !== "accepted" && status !== "processing",
  );

const manual = `# Lumen lamp

## The lamp does not turn on

Charge the lamp for two hours first. Then hold the power button for ten seconds.

## 设备无法开机

如果设备无法开机或屏幕无显示，请先充电两小时，然后长按电源键十秒。`;

test.each([
  ["en", "My lamp does not turn on any more, the button does nothing", /power button for ten seconds/],
  ["zh", "设备无法开机，屏幕无显示", /长按电源键十秒/],
])("an event becomes a cited suggestion (%s)", async (language, question, answer) => {
  const ctx = await newContext();
  await createPlaybook({ ctx, input: { name: "All" } });
  const documentId = await learn(ctx, "manual.md", manual);
  const eventId = await post(ctx, question);
  const event = await settled(ctx, eventId);
  expect(event).toMatchObject({ status: "awaiting_review", statusReason: null });

  const view = await showConversation({ ctx, input: { id: event.conversationId! } });
  const [suggestion] = view.suggestions;
  expect(suggestion).toMatchObject({
    status: "pending",
    language,
    checks: { abstained: false, outcome: "answer" },
  });
  expect(suggestion!.text).toMatch(answer);
  const { text } = await getDocument({ ctx, input: { id: documentId, text: true } });
  expect(suggestion!.citations.length).toBeGreaterThan(0);
  for (const { quote, start, end, sentence } of suggestion!.citations) {
    expect(text!.slice(start!, end!)).toBe(quote);
    expect(suggestion!.text).toContain(sentence);
  }
  const { timeline } = await getEvent({ ctx, input: { id: eventId } });
  expect(timeline.map(({ step, status, attempt }) => [step, status, attempt])).toEqual([
    ["match-playbook", "ok", 1],
    ["open-conversation", "ok", 1],
    ["draft-suggestion", "ok", 1],
  ]);
});

test("what the knowledge base does not tell is said, and cites nothing", async () => {
  const ctx = await newContext();
  await createPlaybook({ ctx, input: { name: "All" } });
  await learn(ctx, "manual.md", manual);
  const event = await settled(ctx, await post(ctx, "Which horse won the derby in 1978?"));
  const { suggestions } = await showConversation({ ctx, input: { id: event.conversationId! } });
  expect(suggestions).toMatchObject([{ checks: { abstained: true, outcome: "unknown" }, citations: [] }]);
});

test("an event that no playbook serves is ignored, and says which clause failed", async () => {
  const ctx = await newContext();
  await createPlaybook({ ctx, input: { name: "Orders", eventType: "order.paid" } });
  expect(await settled(ctx, await post(ctx, "Hello"))).toMatchObject({
    status: "ignored",
    conversationId: null,
    statusReason: expect.stringContaining('"Orders": it serves events of type "order.paid"'),
  });
});

test("a model that is down hands the conversation over at once; the draft attaches when it is back", async () => {
  const ctx = await newContext();
  await createPlaybook({ ctx, input: { name: "All" } });
  modelFails = 2;
  const eventId = await post(ctx, "Hello there");
  const event = await until(
    () => findEvent(ctx, eventId),
    ({ suggestionId }) => suggestionId !== null,
  );
  expect(event).toMatchObject({ status: "awaiting_review", statusReason: null });
  const { conversation } = await showConversation({ ctx, input: { id: event.conversationId! } });
  expect(conversation).toMatchObject({ status: "awaiting_review", attention: null });
  const { timeline } = await getEvent({ ctx, input: { id: eventId } });
  expect(timeline.filter(({ step }) => step === "draft-suggestion").map(({ status }) => status)).toEqual([
    "failed",
    "failed",
    "ok",
  ]);
});

test("a model that stays down leaves the conversation with an agent, marked", async () => {
  const ctx = await newContext();
  await createPlaybook({ ctx, input: { name: "All" } });
  modelFails = 1000;
  const eventId = await post(ctx, "Hello there");
  const { timeline } = await until(
    () => getEvent({ ctx, input: { id: eventId } }),
    (event) => event.timeline.filter(({ status }) => status === "failed").length === 5,
  );
  modelFails = 0;
  expect(timeline.at(-1)).toMatchObject({
    step: "draft-suggestion",
    error: expect.stringContaining("failed"),
  });
  const event = await findEvent(ctx, eventId);
  expect(event).toMatchObject({ status: "awaiting_review", suggestionId: null });
  const view = await showConversation({ ctx, input: { id: event.conversationId! } });
  expect(view).toMatchObject({
    conversation: { attention: "model_unavailable", status: "awaiting_review" },
    suggestions: [],
  });
});

test("a playbook on auto sends by itself, to the catcher", async () => {
  const ctx = await newContext();
  await createPlaybook({ ctx, input: { name: "All", autonomy: "auto" } });
  await learn(ctx, "manual.md", manual);
  const event = await settled(ctx, await post(ctx, "The lamp does not turn on"));
  const done = await until(
    () => findEvent(ctx, event.id),
    ({ status }) => status === "done",
  );
  await relay(ctx);
  const view = await until(
    () => showConversation({ ctx, input: { id: done.conversationId! } }),
    ({ suggestions }) => suggestions[0]?.status === "sent",
  );
  expect(view.deliveries).toMatchObject([{ status: "caught", attempts: [{ number: 1, outcome: "sent" }] }]);
  expect(view.suggestions[0]).toMatchObject({ decidedBy: { kind: "playbook" } });
});

test("a file that cannot be read ends as failed, with a sentence", async () => {
  const ctx = await newContext();
  const id = await learn(ctx, "slides.key", "PK not really a document");
  expect(await getDocument({ ctx, input: { id } })).toMatchObject({
    status: "failed",
    error: expect.stringMatching(/\w+ .*\.$/),
  });
});
