/** The parts of a chat completion that its stream repeats. */
type Completion = {
  id?: unknown;
  created?: unknown;
  model?: unknown;
  usage?: unknown;
  choices: { message?: { tool_calls?: unknown }; finish_reason?: unknown }[];
};

function readCompletion(text: string): Completion | null {
  try {
    const value = JSON.parse(text) as Completion | null;
    return Array.isArray(value?.choices) && value.choices.length > 0 ? value : null;
  } catch {
    return null;
  }
}

/** A whole answer as the stream of one piece that it could have been. */
function asStream({ id, created, model, usage, choices }: Completion): string {
  const pieces = choices.map(({ message, finish_reason }, index) => ({
    index,
    delta: {
      ...message,
      ...(Array.isArray(message?.tool_calls) && {
        tool_calls: message.tool_calls.map((call: object, place: number) => ({ index: place, ...call })),
      }),
    },
    finish_reason,
  }));
  const chunk = { id, created, model, object: "chat.completion.chunk", choices: pieces, usage };
  return `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
}

/** `fetch` for an OpenAI-compatible server: one that answers a wish for a stream with a whole answer is read all the same. */
export const fetchModel: typeof globalThis.fetch = async (target, init) => {
  const answer = await globalThis.fetch(target, init);
  const wantsStream = typeof init?.body === "string" && /"stream":\s*true/.test(init.body);
  if (!wantsStream || !answer.ok || answer.headers.get("content-type")?.includes("event-stream"))
    return answer;
  const whole = readCompletion(await answer.text());
  if (!whole) throw new Error("The answer is no chat completion.");
  return new Response(asStream(whole), { headers: { "content-type": "text/event-stream" } });
};
