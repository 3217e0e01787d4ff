import type { Context } from "../context.ts";
import { findDelivery } from "../delivery/store.ts";
import { notFound } from "../errors.ts";
import { readEvent } from "../incoming-event/store.ts";
import { findDocument } from "../knowledge/store.ts";
import type { TriggerEvent } from "../platform/durable-runs.ts";
import { findToolCall } from "../tool/calls/store.ts";
import { idsIn, shownError, shownJson } from "./rules.ts";
import { runsOf } from "./runs-of.ts";
import type { RunSubjects, ShownRun } from "./schema.ts";
import { timelineOf } from "./timeline.ts";

/** One run with its timeline and what it is about. Throws DomainError("not_found"). */
export async function getRun({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<ShownRun> {
  const run = await runsOf(ctx).get(input.id, ctx.workspaceId);
  if (!run) throw notFound("run");
  const { steps: _steps, attempts: _attempts, event, output, error, ...summary } = run;
  return {
    ...summary,
    input: shownJson(event) ?? "",
    output: shownJson(output),
    error: shownError(error),
    timeline: timelineOf(run, ctx.now()),
    subjects: await subjectsOf(ctx, event),
  };
}

async function subjectsOf(ctx: Context, triggeredBy: TriggerEvent): Promise<RunSubjects> {
  const { workspaceId } = ctx;
  const { prisma } = ctx.platform.database;
  const { deliveryId, documentId, toolCallId, ...ids } = idsIn(triggeredBy);
  const call = toolCallId ? await findToolCall(prisma, workspaceId, toolCallId) : null;
  const eventId = ids.eventId ?? call?.eventId;
  const event = eventId ? await readEvent(prisma, workspaceId, eventId) : null;
  const delivery = deliveryId ? await findDelivery(prisma, workspaceId, deliveryId) : null;
  const document = documentId ? await findDocument(prisma, workspaceId, documentId) : null;
  return {
    event: event && { id: event.id, type: event.type },
    conversationId: event?.conversationId ?? call?.conversationId ?? delivery?.conversationId ?? null,
    deliveryId: delivery?.id ?? null,
    documentId: document?.id ?? null,
  };
}
