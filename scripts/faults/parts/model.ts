import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The ways in which a model API goes wrong. */
export const modelFaults = [
  "429",
  "500",
  "garbage",
  "half an answer",
  "empty",
  "huge",
  "reset",
  "silence",
] as const;
export type ModelFault = (typeof modelFaults)[number];
/** What the 429 asks for. */
export const retryAfterSeconds = 3;

export type ModelServer = {
  baseUrl: string;
  /** When each event's draft was asked for, in milliseconds. */
  asked: Map<string, number[]>;
  close(): void;
};

const json = { "content-type": "application/json" };

function complete(response: ServerResponse, content: string): void {
  const answer = {
    id: "1",
    object: "chat.completion",
    created: 1,
    model: "small",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
  response.writeHead(200, json).end(JSON.stringify(answer));
}

const misbehave: Record<ModelFault, (response: ServerResponse) => void> = {
  "429": (response) =>
    response.writeHead(429, { ...json, "retry-after": String(retryAfterSeconds) }).end('{"error":{}}'),
  "500": (response) => response.writeHead(500, json).end('{"error":{"message":"broken"}}'),
  garbage: (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>\xff\0 busy"),
  "half an answer": (response) =>
    response
      .writeHead(200, { ...json, "content-length": "900" })
      .write('{"choices":[{"mess', () => response.destroy()),
  empty: (response) => complete(response, ""),
  huge: (response) => complete(response, "word ".repeat(400_000)),
  reset: (response) => response.destroy(),
  silence: () => {},
};

/** The text of an event that its first draft is to meet `fault` for. */
export const provoking = (text: string, event: string, fault: ModelFault) => `${text} [${event}: ${fault}]`;

/**
 * An OpenAI-compatible API that meets the first request about an event with the fault its text names, and answers the
 * others well.
 */
export async function startModel(): Promise<ModelServer> {
  const asked = new Map<string, number[]>();
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    const [, event = "", fault] = /\[([\w-]+): ([^\]]+)\]/.exec(body) ?? [];
    const times = asked.get(event) ?? [];
    if (event) asked.set(event, [...times, performance.now()]);
    if (fault && times.length === 0) misbehave[fault as ModelFault](response);
    else complete(response, "Charge the lamp for two hours first. [1]");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
