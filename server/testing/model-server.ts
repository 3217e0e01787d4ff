import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type ModelRequest = {
  model: string;
  messages: { role: string; content: unknown; tool_calls?: unknown[]; tool_call_id?: string }[];
  tools?: { function: { name: string } }[];
  stream?: boolean;
};
export type ModelOutput = { content?: string | null; tool_calls?: object[]; finish_reason?: string };

const usage = { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 };
const leastPiece = 12;

/** One piece of a stream, as the API's own server writes it. */
export const streamed = (delta: object, finish_reason: string | null = null) =>
  `data: ${JSON.stringify({
    id: "1",
    object: "chat.completion.chunk",
    created: 1,
    model: "m",
    choices: [{ index: 0, delta, finish_reason }],
  })}\n\n`;

/** What a model says, as a stream of pieces. */
function piecesOf({ content, tool_calls = [], finish_reason }: ModelOutput): string[] {
  const text = content ?? "";
  const pieceLength = Math.max(leastPiece, Math.ceil(text.length / 100));
  const texts = Array.from({ length: Math.ceil(text.length / pieceLength) }, (_, i) =>
    streamed({ content: text.slice(i * pieceLength, (i + 1) * pieceLength) }),
  );
  const calls = tool_calls.map((call, index) => streamed({ tool_calls: [{ index, ...call }] }));
  const end = finish_reason ?? (tool_calls.length > 0 ? "tool_calls" : "stop");
  return [
    streamed({ role: "assistant", content: "" }),
    ...texts,
    ...calls,
    streamed({}, end),
    `data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", created: 1, model: "m", choices: [], usage })}\n\n`,
    "data: [DONE]\n\n",
  ];
}

/**
 * An OpenAI-compatible model that says what the test wants; real HTTP between the AI SDK and it.
 * @param say answers nothing where it has written to the response itself
 * @param options.streams false for a server that knows whole answers only
 * @param options.pauseMs between the pieces of a stream; may be changed meanwhile
 */
export async function startModelServer(
  say: (request: ModelRequest, response: ServerResponse) => ModelOutput | undefined,
  options: { streams?: boolean; pauseMs?: number } = {},
) {
  const asked: ModelRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const one = JSON.parse(body) as ModelRequest;
    asked.push(one);
    const output = say(one, response);
    if (!output) return;
    const { streams = true } = options;
    if (streams && one.stream) {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const piece of piecesOf(output)) {
        response.write(piece);
        if (options.pauseMs) await new Promise((resolve) => setTimeout(resolve, options.pauseMs));
      }
      response.end();
      return;
    }
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
        usage,
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
export const toolCall = (name: string, input: object | string, id = "call_1") => ({
  id,
  type: "function",
  function: { name, arguments: typeof input === "string" ? input : JSON.stringify(input) },
});
