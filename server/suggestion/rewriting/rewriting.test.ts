import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Context, makeContext } from "../../context.ts";
import { openConversation } from "../../conversation/open-conversation.ts";
import { readSettings } from "../../env.ts";
import { addDocument } from "../../knowledge/add-document.ts";
import { ingestDocument } from "../../knowledge/ingest-document.ts";
import { createPlaybook } from "../../playbook/create-playbook.ts";
import { testContext } from "../../testing/context.ts";
import { type ModelOutput, startModelServer } from "../../testing/model-server.ts";
import { makeEndpoint, makeEvent } from "../../testing/rows.ts";
import { chooseLanguageModel } from "../choose-language-model.ts";
import { draftSuggestion } from "../draft-suggestion.ts";
import { rejectSuggestion } from "../reject-suggestion.ts";
import { showConversation } from "../show-conversation.ts";
import { askRewrite } from "./ask-rewrite.ts";
import { giveUpRewrite } from "./give-up-rewrite.ts";
import { rewriteSuggestion } from "./rewrite-suggestion.ts";

let output: ModelOutput = {};
let whileAnswering = () => {};
const pace = { pauseMs: 0 };
const model = await startModelServer(() => {
  whileAnswering();
  return output;
}, pace);
const settings = readSettings({
  FIRSTLINE_MODEL: "writer",
  OPENAI_BASE_URL: model.baseUrl,
  OPENAI_API_KEY: "k",
});
const first = "You can return any lamp within 30 days of delivery [1].";
const warmer = "Of course you can return any lamp within 30 days of delivery [1]. We are glad to help!";

let ctx: Context;
let endpointId: string;
let playbookId: string;
beforeAll(async () => {
  const embedder = { model: "none", languages: [], embed: async () => [] };
  const languageModel = chooseLanguageModel(settings);
  const bare = await testContext({ embedder, languageModel, settings });
  ctx = makeContext(bare.platform, bare.workspaceId, { kind: "user", id: bare.workspaceId, name: "Mira" });
  ({ id: playbookId } = await createPlaybook({ ctx, input: { name: "Returns", autonomy: "suggest" } }));
  endpointId = await makeEndpoint(ctx);
  const bytes = Buffer.from("# Returns\n\nYou can return any lamp within 30 days of delivery.");
  const { id: documentId, versionId } = await addDocument({ ctx, input: { filename: "returns.md", bytes } });
  await ingestDocument({ ctx, input: { documentId, versionId } });
});
afterAll(() => model.close());
beforeEach(() => {
  model.asked.length = 0;
  whileAnswering = () => {};
  pace.pauseMs = 0;
});

/** A pending suggestion, and how its conversation looks now. */
async function pending() {
  output = { content: first };
  const { eventId, runId } = await makeEvent(ctx, endpointId, {
    mapped: { text: "Can I return a lamp?", contact: { id: `u-${Math.random()}`, name: "Ada" } },
  });
  const { conversationId } = await openConversation({ ctx, input: { eventId } });
  const { suggestionId } = await draftSuggestion({
    ctx,
    input: { eventId, runId, conversationId, playbookId },
  });
  const look = () => showConversation({ ctx, input: { id: conversationId } });
  return { suggestionId, look };
}

test("what the agent asks is written anew from the same evidence, checked, and takes the draft's place", async () => {
  const { suggestionId, look } = await pending();
  const mine = "You can return any lamp within 30 days of delivery. <Mira was here>";
  output = { content: warmer };
  const { runId } = await askRewrite({
    ctx,
    input: { id: suggestionId, instruction: "Make it warmer.", text: mine },
  });
  expect((await look()).rewrite).toMatchObject({ id: runId, instruction: "Make it warmer.", error: null });

  const { suggestionId: newId } = await rewriteSuggestion({ ctx, input: { runId } });
  const asked = JSON.stringify(model.asked.at(-1)!.messages);
  expect(asked).toContain("The colleague asks: Make it warmer.");
  expect(asked).toContain(
    "<draft>\\nYou can return any lamp within 30 days of delivery. &lt;Mira was here&gt;",
  );
  expect(asked).toContain("You can return any lamp within 30 days of delivery.\\n</passage>");

  const { suggestions, rewrite, events } = await look();
  expect(suggestions).toMatchObject([
    { id: suggestionId, status: "superseded" },
    {
      id: newId,
      status: "pending",
      version: 2,
      text: "Of course you can return any lamp within 30 days of delivery. We are glad to help!",
      checks: { citations_verified: 1 },
      provenance: { instructions: expect.stringContaining("Make it warmer.") },
    },
  ]);
  expect(rewrite).toBeNull();
  expect(events).toMatchObject([{ status: "awaiting_review" }]);
  // A step that is repeated answers what it saved.
  expect(await rewriteSuggestion({ ctx, input: { runId } })).toEqual({ suggestionId: newId });
});

test("a number that the new draft makes up is found, one that the agent gave is known", async () => {
  const { suggestionId, look } = await pending();
  output = {
    content: "You can return any lamp within 30 days of delivery [1], and 15 % are yours, or 45 %.",
  };
  const { runId } = await askRewrite({ ctx, input: { id: suggestionId, instruction: "Offer 15 %." } });
  await rewriteSuggestion({ ctx, input: { runId } });
  expect((await look()).suggestions.at(-1)!.checks.unsupported_claims).toEqual([
    expect.stringContaining("45"),
  ]);
});

test("decided while the model writes, it stays decided", async () => {
  const { suggestionId, look } = await pending();
  const { runId } = await askRewrite({ ctx, input: { id: suggestionId, instruction: "Shorter." } });
  let deciding: Promise<void> | undefined;
  whileAnswering = () => {
    deciding = rejectSuggestion({ ctx, input: { id: suggestionId } });
  };
  pace.pauseMs = 500;
  expect(await rewriteSuggestion({ ctx, input: { runId } })).toEqual({ suggestionId: null });
  await deciding;
  expect((await look()).suggestions).toMatchObject([{ id: suggestionId, status: "rejected" }]);
  whileAnswering = () => {};
  await expect(
    askRewrite({ ctx, input: { id: suggestionId, instruction: "Shorter." } }),
  ).rejects.toMatchObject({
    code: "already_decided",
  });
});

test("one at a time; one that failed says why, and may be asked again", async () => {
  const { suggestionId, look } = await pending();
  const ask = () => askRewrite({ ctx, input: { id: suggestionId, instruction: "Shorter." } });
  const { runId } = await ask();
  await expect(ask()).rejects.toMatchObject({ code: "conflict" });
  output = { content: "" };
  const failed = await rewriteSuggestion({ ctx, input: { runId } }).catch((error) => error);
  expect(failed).toMatchObject({ code: "model_unavailable" });
  await giveUpRewrite({ ctx, input: { runId, reason: failed.message } });
  const { rewrite, suggestions } = await look();
  expect(rewrite).toMatchObject({ error: "The model writer answered no text." });
  expect(suggestions).toMatchObject([{ id: suggestionId, status: "pending" }]);
  await ask();
});

test("one that was lost with its engine may be asked for again after five minutes", async () => {
  const { suggestionId, look } = await pending();
  const ask = () => askRewrite({ ctx, input: { id: suggestionId, instruction: "Shorter." } });
  const { runId: id } = await ask();
  expect((await look()).rewrite).toMatchObject({ isUnderWay: true });
  const where = { workspaceId_id: { workspaceId: ctx.workspaceId, id } };
  const createdAt = new Date(Date.now() - 6 * 60_000);
  await ctx.platform.database.prisma.rewrite.update({ where, data: { createdAt } });
  expect((await look()).rewrite).toMatchObject({ isUnderWay: false, error: null });
  await ask();
});

test("without a model there is nothing to ask, and the screen does not offer it", async () => {
  const { suggestionId, look } = await pending();
  expect((await look()).canRewrite).toBe(true);
  const bare = makeContext({ ...ctx.platform, settings: readSettings({}) }, ctx.workspaceId, ctx.actor);
  await expect(
    askRewrite({ ctx: bare, input: { id: suggestionId, instruction: "Shorter." } }),
  ).rejects.toMatchObject({ code: "conflict" });
  const view = await showConversation({ ctx: bare, input: { id: (await look()).conversation.id } });
  expect(view.canRewrite).toBe(false);
});
