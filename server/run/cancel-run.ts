import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { changeDelivery, findDelivery } from "../delivery/store.ts";
import { DomainError, notFound } from "../errors.ts";
import { failDocument } from "../knowledge/fail-document.ts";
import { recordChange } from "../platform/changes.ts";
import type { RunDetail } from "../platform/durable-runs.ts";
import { giveUpOnEvent } from "../suggestion/give-up-on-event.ts";
import { settleDelivery } from "../suggestion/settle-delivery.ts";
import { findToolCall, finishToolCall } from "../tool/calls/store.ts";
import { idsIn } from "./rules.ts";
import { runsOf } from "./runs-of.ts";

const reason = "An admin cancelled the run.";

/**
 * Ends a run that has not ended, and tells what it was about: an event goes to an agent, a document has failed, a reply was
 * not delivered. A step that is running just now finishes, but what it did is not kept.
 * Throws DomainError("not_found"), or "already_decided" when the run has ended.
 */
export async function cancelRun({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  const runs = runsOf(ctx);
  const run = await runs.get(input.id, ctx.workspaceId);
  if (!run) throw notFound("run");
  if (!(await runs.cancel(run.id, ctx.workspaceId)))
    throw new DomainError("already_decided", "The run has ended already.");
  await ctx.platform.database.prisma.$transaction((tx) =>
    recordAudit(tx, {
      ctx,
      action: "run.cancelled",
      subjectKind: "run",
      subjectId: run.id,
      after: { functionId: run.functionId },
    }),
  );
  await giveUp(ctx, run);
}

async function giveUp(ctx: Context, { event }: RunDetail): Promise<void> {
  const { eventId, deliveryId, documentId, versionId, toolCallId } = idsIn(event);
  if (event.name === "incoming-event/accepted" && eventId)
    await giveUpOnEvent({ ctx, input: { eventId, reason } });
  if (event.name === "document/uploaded" && documentId && versionId)
    await failDocument({ ctx, input: { documentId, versionId, reason } });
  const delivers = event.name === "suggestion/approved" || event.name === "delivery/retried";
  if (delivers && deliveryId) await giveUpOnDelivery(ctx, deliveryId);
  if (event.name === "tool-call/approved" && toolCallId) await giveUpOnToolCall(ctx, toolCallId);
}

async function giveUpOnToolCall(ctx: Context, toolCallId: string): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const call = await findToolCall(tx, workspaceId, toolCallId);
    if (!call) return;
    await finishToolCall(tx, workspaceId, call.id, {
      status: "failed",
      output: null,
      error: reason,
      durationMs: 0,
    });
    if (call.conversationId) await recordChange(tx, workspaceId, "conversation", call.conversationId);
  });
}

async function giveUpOnDelivery(ctx: Context, deliveryId: string): Promise<void> {
  const { workspaceId } = ctx;
  const given = await ctx.platform.database.prisma.$transaction(async (tx) => {
    const delivery = await findDelivery(tx, workspaceId, deliveryId);
    if (delivery?.status !== "queued" && delivery?.status !== "sending") return false;
    await changeDelivery(tx, workspaceId, deliveryId, {
      status: "failed",
      nextAttemptAt: null,
      now: ctx.now(),
    });
    await recordChange(tx, workspaceId, "delivery", deliveryId);
    return true;
  });
  if (given) await settleDelivery({ ctx, input: { deliveryId } });
}
