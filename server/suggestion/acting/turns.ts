import type { JsonObject, ToolCall } from "../../tool/schema.ts";

/** What a run may spend: model calls, tool calls, tokens. */
export const mostTurns = 6;
export const mostCallsPerTurn = 4;
export const mostCallsPerRun = 10;
export const mostTokens = 60_000;

/** A call that a model asked for: the row it became, or why there is none. */
export type AskedCall = {
  id: string;
  name: string;
  input: JsonObject;
  callId: string | null;
  refusal: string | null;
};

/** One answer of a model, as a durable step keeps it. */
export type ModelTurn = {
  text: string;
  asked: AskedCall[];
  tokens: number;
  /** False when it was cut off or held back. */
  isWhole: boolean;
};

/** Whether the tokens are used up, so that the next answer has to be the reply. */
export function isSpent(turns: ModelTurn[]): boolean {
  return turns.reduce((sum, { tokens }) => sum + tokens, 0) >= mostTokens;
}

/** What a model is told of a call it asked for. */
export function answerOf(asked: AskedCall, calls: ToolCall[]): string {
  if (asked.refusal) return asked.refusal;
  const call = calls.find(({ id }) => id === asked.callId);
  if (!call) return "It was not called.";
  if (call.status === "ok") return JSON.stringify(call.output);
  if (call.status === "pending") return "It waits for a colleague's approval and has not happened.";
  return call.error ?? "It was refused.";
}
