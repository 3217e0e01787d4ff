import type { LanguageModelV4 } from "@ai-sdk/provider";
import { type ModelMessage, streamText, type ToolSet } from "ai";
import { UnfinishedAnswerError } from "../model-answer.ts";

export type ModelAnswer = {
  text: string;
  toolCalls: { toolCallId: string; toolName: string; input: unknown; invalid?: boolean | undefined }[];
  tokens: number;
  /** As the AI SDK names it: "stop", "tool-calls", "length" … */
  finishReason: string;
};

/**
 * Asks a model once and reads what it writes as it is written. A stream that ends before the model said that it is done is
 * no answer.
 * @param onText told the text so far, after each piece of it
 * @throws whatever the connection throws, or UnfinishedAnswerError
 */
export async function streamAnswer(
  model: LanguageModelV4,
  request: {
    instructions: string;
    messages: ModelMessage[];
    tools?: ToolSet;
    maxOutputTokens?: number;
    timeoutMs: number;
  },
  onText: (text: string) => void,
): Promise<ModelAnswer> {
  const { timeoutMs, ...asked } = request;
  const result = streamText({
    model,
    ...asked,
    maxRetries: 0,
    abortSignal: AbortSignal.timeout(timeoutMs),
    // It is thrown below; otherwise it would be printed.
    onError() {},
  });
  let text = "";
  for await (const part of result.stream) {
    if (part.type === "error") throw part.error;
    if (part.type === "abort") throw new DOMException("No answer in time.", "TimeoutError");
    if (part.type !== "text-delta") continue;
    text += part.text;
    onText(text);
  }
  const [toolCalls, usage, finishReason, said] = await Promise.all([
    result.toolCalls,
    result.usage,
    result.finishReason,
    result.rawFinishReason,
  ]);
  if (said === undefined) throw new UnfinishedAnswerError();
  return {
    text,
    toolCalls: toolCalls.map(({ toolCallId, toolName, input, ...call }) => ({
      toolCallId,
      toolName,
      input,
      invalid: "invalid" in call ? call.invalid : undefined,
    })),
    tokens: usage.totalTokens ?? 0,
    finishReason,
  };
}
