import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { decideToolCall, findToolCall } from "./calls/store.ts";
import { callDecided } from "./rules.ts";
import { toolCallRejection } from "./schema.ts";

/** Refuses a call that waits: it is never made. @throws DomainError `already_decided` for a second answer */
export async function rejectToolCall({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof toolCallRejection>;
}): Promise<void> {
  const { id, reason } = toolCallRejection.parse(input);
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const call = await findToolCall(tx, workspaceId, id);
    if (!call) throw notFound("tool call");
    const decided = await decideToolCall(tx, workspaceId, id, {
      decision: "rejected",
      status: "rejected",
      ...(reason && { rejectReason: reason }),
      decidedBy: ctx.actor,
      decidedAt: ctx.now(),
    });
    if (!decided) throw callDecided((await findToolCall(tx, workspaceId, id)) ?? call);
    await recordAudit(tx, {
      ctx,
      action: "tool_call.reject",
      subjectKind: "tool_call",
      subjectId: id,
      after: { reason: reason ?? null, tool: call.name },
    });
    if (call.conversationId) await recordChange(tx, workspaceId, "conversation", call.conversationId);
  });
}
