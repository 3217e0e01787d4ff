import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createOpenAiEmbedder } from "./openai-embedder.ts";

type Call = { url: string; authorization: string | undefined; input: string[]; model: string };

const calls: Call[] = [];
let answer: (call: Call, response: ServerResponse) => void;
const vectorOf = (text: string) => [text.length, 1];
const wellBehaved = (call: Call, response: ServerResponse) => {
  const data = call.input.map((text, index) => ({ index, embedding: vectorOf(text) }));
  response.end(JSON.stringify({ data: data.reverse() }));
};
const server = createServer(async (request: IncomingMessage, response) => {
  const body = (await json(request)) as { input: string[]; model: string };
  const call = { url: request.url!, authorization: request.headers.authorization, ...body };
  calls.push(call);
  answer(call, response);
});
let baseUrl: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`;
});
afterAll(() => server.close());
beforeEach(() => {
  calls.length = 0;
  answer = wellBehaved;
});

const embedderAt = (url: string) => createOpenAiEmbedder({ baseUrl: url, apiKey: "sk-test", model: "m3" });

test("texts travel in batches and come back in order, as unit vectors", async () => {
  const embedder = embedderAt(baseUrl);
  const texts = Array.from({ length: 130 }, (_, i) => "x".repeat(i));
  const vectors = await embedder.embed(texts);
  expect(calls.map(({ input }) => input.length)).toEqual([64, 64, 2]);
  expect(calls[0]).toMatchObject({ url: "/v1/embeddings", authorization: "Bearer sk-test", model: "m3" });
  expect(vectors).toHaveLength(130);
  for (const [i, vector] of vectors.entries()) expect(vector[0]! / vector[1]!).toBeCloseTo(i, 5);
  expect(embedder.model).toBe("openai:m3");
});

test("a passing fault is tried again, as late as the server asks", async () => {
  answer = (call, response) => {
    if (calls.length > 1) return wellBehaved(call, response);
    response.writeHead(429, { "retry-after": "1" }).end();
  };
  const startedAt = performance.now();
  expect(await embedderAt(baseUrl).embed(["a"])).toHaveLength(1);
  expect(performance.now() - startedAt).toBeGreaterThan(900);
  expect(calls).toHaveLength(2);
});

test("an urgent text is not tried again", async () => {
  answer = (_, response) => response.writeHead(500).end();
  await expect(embedderAt(baseUrl).embed(["a"], { urgent: true })).rejects.toMatchObject({
    code: "model_unavailable",
  });
  expect(calls).toHaveLength(1);
});

test.each([
  ["a wrong key", (_: Call, response: ServerResponse) => response.writeHead(401).end("{}")],
  ["nonsense", (_: Call, response: ServerResponse) => response.end("<html>")],
  ["too few vectors", (_: Call, response: ServerResponse) => response.end('{"data":[]}')],
])("%s ends as model_unavailable", async (_, behave) => {
  answer = behave;
  await expect(embedderAt(baseUrl).embed(["a"], { urgent: true })).rejects.toMatchObject({
    code: "model_unavailable",
  });
});

test("a server that is not there ends as model_unavailable", async () => {
  await expect(embedderAt("http://127.0.0.1:4199/v1").embed(["a"], { urgent: true })).rejects.toMatchObject({
    code: "model_unavailable",
  });
});
