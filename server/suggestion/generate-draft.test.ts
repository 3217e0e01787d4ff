import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { readSettings } from "../env.ts";
import type { PromptInput } from "./build-prompt.ts";
import { chooseLanguageModel } from "./choose-language-model.ts";
import { generateDraft } from "./generate-draft.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Asked = {
  authorization: string | undefined;
  url: string | undefined;
  body: { model: string; messages: { role: string; content: string }[] };
};

/** A local OpenAI-compatible server: real HTTP between the AI SDK and it. */
async function modelServer(answer: (response: ServerResponse) => void) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    asked.push({ authorization: request.headers.authorization, url: request.url, body: JSON.parse(body) });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const model = chooseLanguageModel(
    readSettings({ FIRSTLINE_MODEL: "small", OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: "key-1" }),
  );
  return { asked, model };
}

const completion = (content: string) => (response: ServerResponse) =>
  response.writeHead(200, { "content-type": "application/json" }).end(
    JSON.stringify({
      id: "1",
      object: "chat.completion",
      created: 1,
      model: "small",
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    }),
  );

const input: PromptInput = {
  language: "en",
  outcome: "answer",
  instruction: "Be brief.",
  event: { type: "ticket.created", text: "It is broken", occurredAt: null },
  contactName: null,
  earlier: [],
  passages: [
    {
      number: 1,
      documentId: "d",
      versionId: "v",
      documentTitle: "T",
      chunkId: "c",
      text: "Reset it.",
      start: 0,
      score: 1,
      internal: false,
    },
  ],
};

test("the model is asked once, by chat completion, with our words as its instructions", async () => {
  const { asked, model } = await modelServer(completion("Reset it. [1]"));
  expect(await generateDraft(model, input)).toEqual({ text: "Reset it. [1]", isWhole: true });
  expect(asked).toHaveLength(1);
  const [{ authorization, url, body }] = asked as [Asked];
  expect({ authorization, url, model: body.model }).toEqual({
    authorization: "Bearer key-1",
    url: "/v1/chat/completions",
    model: "small",
  });
  expect(body.messages.map((message) => message.role)).toEqual(["system", "user"]);
  expect(body.messages[0]!.content).toContain("Be brief.");
  expect(body.messages[1]!.content).toContain('<passage number="1"');
});

describe("a model that fails is unavailable, with a sentence, after one try", () => {
  const status =
    (code: number, headers = {}) =>
    (response: ServerResponse) =>
      response.writeHead(code, headers).end(JSON.stringify({ error: { message: "sk-secret" } }));
  test.each([
    ["429", status(429, { "retry-after": "9" }), /answered 429/, 9],
    ["500", status(500), /answered 500/, undefined],
    ["401", status(401), /answered 401/, undefined],
    [
      "not JSON",
      (r: ServerResponse) => r.writeHead(200).end("<html>"),
      /could not be (reached|read)|answered 200/,
      undefined,
    ],
    [
      "no choices",
      (r: ServerResponse) => r.writeHead(200, { "content-type": "application/json" }).end("{}"),
      /could not|answered 200/,
      undefined,
    ],
    [
      "half an answer",
      (r: ServerResponse) => void r.writeHead(200, { "content-length": "99" }).write("{", () => r.destroy()),
      /could not|answered 200/,
      undefined,
    ],
    ["no text", completion(""), /no text/, undefined],
    ["only marks", completion(" [1] … "), /no text/, undefined],
    ["a book", completion("word ".repeat(5000)), /characters/, undefined],
    ["silence", () => {}, /no answer within/, undefined],
  ])("%s", async (_name, answer, sentence, retryAfterSeconds) => {
    const { asked, model } = await modelServer(answer);
    const failed = generateDraft(model, input, { timeoutMs: 500 });
    await expect(failed).rejects.toMatchObject({
      code: "model_unavailable",
      message: expect.stringMatching(sentence),
      retryAfterSeconds,
    });
    await expect(failed).rejects.not.toThrow(/sk-secret/);
    expect(asked).toHaveLength(1);
  });
});
