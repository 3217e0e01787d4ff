import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type ModelRequest = {
  model: string;
  messages: { role: string; content: unknown; tool_calls?: unknown[]; tool_call_id?: string }[];
  tools?: { function: { name: string } }[];
};
export type ModelOutput = { content?: string | null; tool_calls?: unknown[]; finish_reason?: string };

/** An OpenAI-compatible model that says what the test wants; real HTTP between the AI SDK and it. */
export async function startModelServer(
  say: (request: ModelRequest, response: ServerResponse) => ModelOutput | undefined,
) {
  const asked: ModelRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const one = JSON.parse(body) as ModelRequest;
    asked.push(one);
    const output = say(one, response);
    if (!output) return;
    const { finish_reason, ...message } = output;
    response.writeHead(200, { "content-type": "application/json" }).end(
      JSON.stringify({
        id: "1",
        object: "chat.completion",
        created: 1,
        model: one.model,
        choices: [
          {
            index: 0,
            message: { role: "assistant", content: null, ...message },
            finish_reason: finish_reason ?? (message.tool_calls ? "tool_calls" : "stop"),
          },
        ],
        usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    asked,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A call of a tool as a model writes it. */
export const toolCall = (name: string, input: object, id = "call_1") => ({
  id,
  type: "function",
  function: { name, arguments: JSON.stringify(input) },
});
