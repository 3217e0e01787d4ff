import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openConversation } from "../conversation/open-conversation.ts";
import { readSettings } from "../env.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { testContext } from "../testing/context.ts";
import { startModelServer } from "../testing/model-server.ts";
import { makeEndpoint, makeEvent } from "../testing/rows.ts";
import { chooseLanguageModel } from "./choose-language-model.ts";
import { generateDraft } from "./generate-draft.ts";
import { handOverAfterMs, handOverInTime } from "./hand-over-in-time.ts";
import { showConversation } from "./show-conversation.ts";

async function drafting() {
  const ctx = await testContext();
  const { eventId, runId } = await makeEvent(ctx, await makeEndpoint(ctx), { mapped: { text: "Hello" } });
  const { conversationId } = await openConversation({ ctx, input: { eventId } });
  const input = { eventId, runId, conversationId };
  const shown = async () => (await showConversation({ ctx, input: { id: conversationId } })).conversation;
  return { ctx, input, shown };
}

test("a model that hangs leaves the conversation with an agent before its own time-out, and work goes on", async () => {
  expect(handOverAfterMs).toBeLessThan(60_000);
  const { ctx, input, shown } = await drafting();
  let during: unknown;
  const answer = await handOverInTime({ ctx, input, afterMs: 150 }, async () => {
    await sleep(600);
    during = await shown();
    return "late";
  });
  expect(answer).toBe("late");
  expect(during).toMatchObject({ status: "awaiting_review", attention: "model_unavailable" });
  expect(await findEvent(ctx, input.eventId)).toMatchObject({
    status: "awaiting_review",
    statusReason: expect.stringContaining("No draft after"),
  });
});

test("a draft in time hands nothing over", async () => {
  const { ctx, input, shown } = await drafting();
  await handOverInTime({ ctx, input, afterMs: 5000 }, async () => "in time");
  await sleep(50);
  expect(await shown()).toMatchObject({ attention: null });
});

test("after a backlog, a draft that is moments away hands nothing over", async () => {
  const { ctx, input, shown } = await drafting();
  const late = { ...ctx, now: () => new Date(Date.now() + 2 * handOverAfterMs) };
  await handOverInTime({ ctx: late, input }, () => sleep(100));
  expect(await shown()).toMatchObject({ attention: null });
});

const nothing = {
  language: "en",
  outcome: "unknown",
  instruction: "",
  event: { type: "ticket.created", text: "Hello", occurredAt: null },
  contactName: null,
  earlier: [],
  passages: [],
} as const;

test.each([
  ["refuses", (response: ServerResponse) => void response.writeHead(500).end("{}")],
  [
    "breaks off before it says anything",
    (response: ServerResponse) => void response.writeHead(200, { "content-type": "text/event-stream" }).end(),
  ],
  ["answers something else", (response: ServerResponse) => void response.writeHead(200).end("<html>")],
])("another model answers when the first %s, and a third when that is away too", async (_, fault) => {
  const first = await startModelServer((_, response) => fault(response) as undefined);
  const third = await startModelServer(() => ({ content: "Hello from the third." }));
  const model = chooseLanguageModel(
    readSettings({
      FIRSTLINE_MODEL: "one",
      OPENAI_BASE_URL: first.baseUrl,
      OPENAI_API_KEY: "key of the first",
      FIRSTLINE_FALLBACK_MODEL: "two, three",
      FIRSTLINE_FALLBACK_BASE_URL: `http://127.0.0.1:9/v1, ${third.baseUrl}`,
      FIRSTLINE_FALLBACK_API_KEY: ",key of the third",
    }),
  );
  const draft = await generateDraft(model, { ...nothing, earlier: [], passages: [] });
  expect(draft.text).toBe("Hello from the third.");
  expect([first.asked.length, third.asked[0]?.model]).toEqual([1, "three"]);
  first.close();
  third.close();
});

test("a model that knows whole answers only is read all the same", async () => {
  const server = await startModelServer(() => ({ content: "Hello at once." }), { streams: false });
  const model = chooseLanguageModel(
    readSettings({ FIRSTLINE_MODEL: "one", OPENAI_BASE_URL: server.baseUrl }),
  );
  const states: string[] = [];
  const draft = await generateDraft(
    model,
    { ...nothing, earlier: [], passages: [] },
    { onText: (text) => states.push(text) },
  );
  expect(draft).toEqual({ text: "Hello at once.", isWhole: true });
  expect(states).toEqual(["Hello at once."]);
  expect(server.asked).toMatchObject([{ stream: true }]);
  server.close();
});
