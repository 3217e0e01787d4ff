import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { addToOutbox } from "../platform/outbox.ts";
import { decideToolCall, findToolCall } from "./calls/store.ts";
import { expireToolCall } from "./expire-tool-call.ts";
import { inputProblem } from "./input/input-schema.ts";
import { approvalHash, callDecided } from "./rules.ts";
import { toolCallApproval } from "./schema.ts";
import { findTool } from "./store.ts";

/**
 * Approves a call that waits, as proposed or with other arguments, for exactly the version of the tool it was proposed with;
 * decision and outbox row are one transaction, and the run that follows reads both again.
 * @throws DomainError `already_decided` for a second answer; `conflict` when the tool was changed or deleted since;
 *   `invalid_input` for arguments the tool does not take
 */
export async function approveToolCall({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof toolCallApproval>;
}): Promise<void> {
  const { id, input: edited } = toolCallApproval.parse(input);
  const { workspaceId } = ctx;
  const { prisma } = ctx.platform.database;
  if (await expireToolCall({ ctx, input: { id } }))
    throw callDecided({ decision: "expired", status: "rejected" });
  await prisma.$transaction(async (tx) => {
    const call = await findToolCall(tx, workspaceId, id);
    if (!call) throw notFound("tool call");
    if (call.status !== "pending" || call.decision !== null || call.approvalHash === null)
      throw callDecided(call);
    const tool = await findTool(tx, workspaceId, call.toolId);
    if (!tool || tool.version !== call.toolVersion)
      throw new DomainError(
        "conflict",
        `The tool ${call.name} was changed or deleted after this call was proposed. Refuse it, and replay the event.`,
      );
    const problem = edited && inputProblem(tool.inputSchema, edited);
    if (problem) throw new DomainError("invalid_input", `input: ${problem}.`);
    const approved = { ...call, ...(edited && { input: edited }) };
    const hash = approvalHash(approved);
    if (!edited && hash !== call.approvalHash)
      throw new DomainError("conflict", "This call is not the one that was proposed. Refuse it.");
    const decided = await decideToolCall(tx, workspaceId, id, {
      decision: "approved",
      status: "pending",
      ...(edited && { input: edited, approvalHash: hash }),
      decidedBy: ctx.actor,
      decidedAt: ctx.now(),
    });
    if (!decided) throw callDecided((await findToolCall(tx, workspaceId, id)) ?? call);
    await addToOutbox(tx, { name: "tool-call/approved", data: { workspaceId, toolCallId: id } });
    await recordAudit(tx, {
      ctx,
      action: "tool_call.approve",
      subjectKind: "tool_call",
      subjectId: id,
      before: { input: call.input },
      after: { input: approved.input, tool: call.name },
    });
    if (call.conversationId) await recordChange(tx, workspaceId, "conversation", call.conversationId);
  });
}
