import { jsonSchema, type ModelMessage, type ToolSet, tool } from "ai";
import type { Context } from "../../context.ts";
import { proposeToolCall } from "../../tool/propose-tool-call.ts";
import { needsPerson, reasonNotCallable } from "../../tool/rules.ts";
import type { JsonObject, Tool, ToolCall } from "../../tool/schema.ts";
import { toolsOf } from "../../tool/store.ts";
import { buildPrompt } from "../build-prompt.ts";
import { type DraftOf, gatherMaterial } from "../gather-material.ts";
import { showDraft } from "../model/show-draft.ts";
import { streamAnswer } from "../model/stream-answer.ts";
import { asModelError, cleanText, usualTimeoutMs } from "../model-answer.ts";
import { promptInput } from "../prompt-input.ts";
import {
  type AskedCall,
  answerOf,
  isSpent,
  type ModelTurn,
  mostCallsPerRun,
  mostCallsPerTurn,
  mostTurns,
} from "./turns.ts";

const mostOutputTokens = 2000;
/** Beyond it no text is a reply; `requireDraft` says so. */
const longestKept = 20_000;

/** The playbook's tools as the AI SDK describes them; without `execute`, so that nothing runs but by our own steps. */
function describeTools(tools: Tool[]): ToolSet {
  return Object.fromEntries(
    tools.map(({ name, description, inputSchema }) => [
      name,
      tool({ description, inputSchema: jsonSchema(inputSchema as Parameters<typeof jsonSchema>[0]) }),
    ]),
  );
}

/** The exchange so far, for a model that remembers nothing. */
function messagesOf(prompt: string, turns: ModelTurn[], calls: ToolCall[]): ModelMessage[] {
  return [
    { role: "user", content: prompt },
    ...turns.flatMap(({ text, asked }): ModelMessage[] => [
      {
        role: "assistant",
        content: [
          ...(text ? [{ type: "text" as const, text }] : []),
          ...asked.map(({ id, name, input }) => ({
            type: "tool-call" as const,
            toolCallId: id,
            toolName: name,
            input,
          })),
        ],
      },
      {
        role: "tool",
        content: asked.map((one) => ({
          type: "tool-result" as const,
          toolCallId: one.id,
          toolName: one.name,
          output: { type: "text" as const, value: answerOf(one, calls) },
        })),
      },
    ]),
  ];
}

/**
 * Asks a model once, with what its tools answered so far, and writes down the calls it asks for: a read is ready to run, a
 * write waits for a person. What is no tool of the playbook, or no input of the tool, is answered as a refusal. On the last
 * turn it may only write.
 * Throws DomainError("model_unavailable"); the durable step tries again.
 */
export async function askModel({
  ctx,
  input: { turns, ...input },
}: {
  ctx: Context;
  input: DraftOf & { turns: ModelTurn[] };
}): Promise<ModelTurn> {
  const { languageModel, database, modelTimeoutMs = usualTimeoutMs } = ctx.platform;
  const screen = showDraft({ ctx, input });
  const material = await gatherMaterial({ ctx, input });
  const { playbook, calls } = material;
  const named = await toolsOf(database.prisma, ctx.workspaceId, playbook.toolIds);
  const tools = named.filter((one) => reasonNotCallable(one) === null);
  const isLast = turns.length + 1 >= mostTurns || isSpent(turns);
  const { instructions, prompt } = buildPrompt(promptInput(material, { hasTools: !isLast }));
  const answer = await streamAnswer(
    languageModel,
    {
      instructions,
      messages: messagesOf(prompt, turns, calls),
      ...(!isLast && { tools: describeTools(tools) }),
      maxOutputTokens: mostOutputTokens,
      timeoutMs: modelTimeoutMs,
    },
    (text) => screen.write(text),
  )
    .catch((error) => {
      throw asModelError(languageModel.modelId, error, modelTimeoutMs);
    })
    .finally(() => screen.end());
  const wanted = isLast ? [] : answer.toolCalls.slice(0, mostCallsPerTurn);
  const asked: AskedCall[] = [];
  for (const [index, { toolCallId, toolName, input: args, ...call }] of wanted.entries()) {
    const id = `${turns.length + 1}.${index + 1}.${toolCallId}`.slice(0, 64);
    const one = { id, name: toolName.slice(0, 64), input: isObject(args) ? args : {} };
    const known = tools.find(({ name }) => name === toolName);
    const made = calls.length + asked.filter(({ callId }) => callId !== null).length;
    if (!known) asked.push({ ...one, callId: null, refusal: "There is no such tool." });
    else if (call.invalid && !isObject(args))
      asked.push({ ...one, callId: null, refusal: "The input is not a JSON object." });
    else if (made >= mostCallsPerRun)
      asked.push({ ...one, callId: null, refusal: "There have been enough calls; write the reply." });
    else {
      const same = calls.find((done) => done.toolId === known.id && sameInput(done.input, one.input));
      const { id: callId } =
        same ?? (await propose(ctx, input, known, one.input, `model ${turns.length + 1}.${index + 1}`));
      asked.push({ ...one, callId, refusal: null });
    }
  }
  return {
    text: cleanText(answer.text).slice(0, longestKept).toWellFormed(),
    asked,
    tokens: answer.tokens,
    isWhole: answer.finishReason === "stop" || answer.finishReason === "tool-calls",
  };
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const sameInput = (a: JsonObject, b: JsonObject) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

function propose(ctx: Context, of: DraftOf, known: Tool, input: JsonObject, key: string): Promise<ToolCall> {
  const person = needsPerson(known, { byModel: true, mayActAlone: false });
  return proposeToolCall({ ctx, input: { ...of, tool: known, key, input, evidence: null, person } });
}
