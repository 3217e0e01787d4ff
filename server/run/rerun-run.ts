import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { insertRun, readEvent } from "../incoming-event/store.ts";
import { newId } from "../platform/ids.ts";
import { idsIn } from "./rules.ts";
import { runsOf } from "./runs-of.ts";

/**
 * Runs a function again for what it ran for, and settles the failed run. For an incoming event that is a replay: a run of
 * its own in the event's timeline, so that what failed stays on record.
 * Throws DomainError("not_found"), also when the function is no longer there.
 */
export async function rerunRun({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<{ id: string }> {
  const { workspaceId } = ctx;
  const { prisma } = ctx.platform.database;
  const runs = runsOf(ctx);
  const run = await runs.get(input.id, workspaceId);
  if (!run) throw notFound("run");
  const { eventId, runId } = run.event.name === "incoming-event/accepted" ? idsIn(run.event) : {};
  const replayed =
    eventId && runId && (await readEvent(prisma, workspaceId, eventId))
      ? { eventId, runId: newId() }
      : undefined;
  if (replayed)
    await prisma.$transaction(async (tx) => {
      await setEventStatus(tx, { ctx, eventId: replayed.eventId, status: "accepted" });
      await insertRun(tx, {
        workspaceId,
        id: replayed.runId,
        eventId: replayed.eventId,
        cause: "replay",
        createdAt: ctx.now(),
      });
    });
  const id = await runs.rerun(run.id, workspaceId, replayed && { runId: replayed.runId });
  if (!id) throw notFound("function of this run");
  await prisma.$transaction((tx) =>
    recordAudit(tx, {
      ctx,
      action: "run.rerun",
      subjectKind: "run",
      subjectId: run.id,
      after: { id, functionId: run.functionId },
    }),
  );
  return { id };
}
