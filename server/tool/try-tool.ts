import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { newId } from "../platform/ids.ts";
import { proposeToolCall } from "./propose-tool-call.ts";
import { runToolCall } from "./run-tool-call.ts";
import type { JsonObject, ToolCall } from "./schema.ts";
import { changeTool, findTool } from "./store.ts";

/** Calls a tool once, for real, with this input, outside any run; the person who asks is its approval. */
export async function tryTool({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string; input: JsonObject; keep?: boolean };
}): Promise<ToolCall> {
  const { prisma } = ctx.platform.database;
  const tool = await findTool(prisma, ctx.workspaceId, input.id);
  if (!tool) throw notFound("tool");
  const proposed = await proposeToolCall({
    ctx,
    input: {
      tool,
      runId: null,
      eventId: null,
      conversationId: null,
      playbookId: null,
      key: `test-${newId()}`,
      input: input.input,
      evidence: null,
      person: false,
    },
  });
  if (proposed.status === "pending")
    await prisma.$transaction(async (tx) => {
      if (input.keep) await changeTool(tx, ctx.workspaceId, tool.id, { sample: input.input }, ctx.now());
      await recordAudit(tx, {
        ctx,
        action: "tool.test",
        subjectKind: "tool",
        subjectId: tool.id,
        after: { toolCallId: proposed.id, input: input.input },
      });
    });
  return runToolCall({ ctx, input: { id: proposed.id } });
}
