import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { newId } from "../platform/ids.ts";
import { insertToolCall } from "./calls/store.ts";
import { inputProblem } from "./input/input-schema.ts";
import { approvalHash, approvalHours } from "./rules.ts";
import type { JsonObject, Tool, ToolCall } from "./schema.ts";

/**
 * Writes down a call that is to be made, once for a run and key: ready to run, or waiting for a person. Input that the
 * tool's schema refuses ends as a failed call that says so; nothing is sent for it.
 * @param input.person whether a person has to approve it
 */
export async function proposeToolCall({
  ctx,
  input,
}: {
  ctx: Context;
  input: {
    tool: Tool;
    runId: string | null;
    eventId: string | null;
    conversationId: string | null;
    playbookId: string | null;
    key: string;
    input: JsonObject;
    evidence: JsonObject | null;
    person: boolean;
  };
}): Promise<ToolCall> {
  const { tool, person, ...call } = input;
  const now = ctx.now();
  const problem = inputProblem(tool.inputSchema, call.input);
  const waits = person && !problem;
  const subject = { toolId: tool.id, toolVersion: tool.version, input: call.input, evidence: call.evidence };
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const { call: made, created } = await insertToolCall(tx, ctx.workspaceId, {
      ...call,
      id: newId(),
      toolId: tool.id,
      toolVersion: tool.version,
      name: tool.name,
      effect: tool.effect,
      // What the schema refuses is not kept as it came: it may hold what cannot be stored.
      input: problem ? {} : call.input,
      status: problem ? "failed" : "pending",
      ...(problem && { error: `It was not called: ${problem}.` }),
      approvalHash: waits ? approvalHash(subject) : null,
      expiresAt: waits ? new Date(now.getTime() + approvalHours * 3_600_000) : null,
      createdAt: now,
    });
    if (created && made.conversationId)
      await recordChange(tx, ctx.workspaceId, "conversation", made.conversationId);
    return made;
  });
}
