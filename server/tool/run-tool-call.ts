import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { meters } from "../platform/meters.ts";
import { beginAttempt, findToolCall, finishToolCall } from "./calls/store.ts";
import { runCode } from "./code/run-code.ts";
import { runRemote } from "./mcp/run-remote.ts";
import { type Sent, sendRequest } from "./request/send-request.ts";
import { approvalHash, pauseBeforeNext, reasonNotCallable } from "./rules.ts";
import type { Tool, ToolCall } from "./schema.ts";
import { findTool } from "./store.ts";

/** Why a call must not run as it stands; null when it may. Read from the rows, whoever asks and however often. */
function reasonAgainst(call: ToolCall, tool: Tool | null): string | null {
  if (!tool) return "The tool was deleted before it was called.";
  const closed = reasonNotCallable(tool);
  if (closed) return closed;
  if (tool.version !== call.toolVersion) return "The tool was changed before it was called.";
  if (call.approvalHash !== null && call.approvalHash !== approvalHash(call))
    return "What was approved is not what would be called.";
  return null;
}

const performers = { http: sendRequest, code: runCode, mcp: runRemote };

/**
 * Makes a call that is written down and, where it needs one, approved. A call that is through answers what it led to; one
 * that a crash interrupted is repeated under the same idempotency key, which is its id.
 * @returns the call, finished; unchanged when it waits for a person
 */
export async function runToolCall({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<ToolCall> {
  const { prisma } = ctx.platform.database;
  const { workspaceId } = ctx;
  const call = await findToolCall(prisma, workspaceId, input.id);
  if (!call) throw notFound("tool call");
  if (call.status !== "pending" || (call.approvalHash !== null && call.decision !== "approved")) return call;

  const tool = await findTool(prisma, workspaceId, call.toolId);
  const startedAt = performance.now();
  const against = reasonAgainst(call, tool);
  let sent: Sent = { result: { kind: "unsent" }, output: null, error: against };
  while (tool && !against) {
    const attempt = await beginAttempt(prisma, workspaceId, call.id);
    if (attempt === null) break;
    sent = await performers[tool.kind](ctx, tool, call);
    const pauseMs = sent.error === null ? null : pauseBeforeNext(tool.effect, attempt, sent.result);
    if (pauseMs === null) break;
    await sleep(pauseMs);
  }
  const status = sent.error === null ? "ok" : "failed";
  const durationMs = Math.round(performance.now() - startedAt);
  meters().toolCalls.observe({ effect: call.effect, outcome: status }, durationMs / 1000);
  const finished = await prisma.$transaction(async (tx) => {
    if (call.conversationId) await recordChange(tx, workspaceId, "conversation", call.conversationId);
    return finishToolCall(tx, workspaceId, call.id, {
      status,
      output: sent.output,
      error: sent.error,
      durationMs,
    });
  });
  return finished ?? (await findToolCall(prisma, workspaceId, call.id)) ?? call;
}
