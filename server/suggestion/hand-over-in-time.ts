import type { Context } from "../context.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { readRunStart } from "../incoming-event/store.ts";
import { handOverConversation } from "./hand-over-conversation.ts";

/** How long a customer's conversation may wait for a draft before an agent has it, in milliseconds since the run began. */
export const handOverAfterMs = 45_000;
/** What work gets even in a run that is late already: after a backlog, a draft is only moments away. */
const leastMs = 3_000;

/**
 * Does `work`, and hands the conversation to an agent, marked, when the run has had no draft 45 seconds after it began; the
 * work goes on, and a draft that comes later attaches.
 */
export async function handOverInTime<T>(
  {
    ctx,
    input,
    afterMs = handOverAfterMs,
  }: {
    ctx: Context;
    input: { eventId: string; runId: string; conversationId: string };
    afterMs?: number;
  },
  work: () => Promise<T>,
): Promise<T> {
  const { eventId, conversationId, runId } = input;
  const { logger, database } = ctx.platform;
  let handing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  async function handOver(): Promise<void> {
    const { status } = await findEvent(ctx, eventId);
    if (status !== "processing") return;
    const reason = `No draft after ${afterMs / 1000} s; the model is still being asked.`;
    await handOverConversation({
      ctx,
      input: { eventId, conversationId, attention: "model_unavailable", reason },
    });
  }
  function arm(startedAt?: Date): void {
    if (isOver) return;
    const due = startedAt ? startedAt.getTime() + afterMs - ctx.now().getTime() : afterMs;
    timer = setTimeout(
      () => {
        handing = handOver().catch((err) => logger.warn({ err, eventId }, "hand_over.failed"));
      },
      Math.max(due, Math.min(leastMs, afterMs)),
    );
  }
  // The work does not wait for it; where it cannot be read, the time counts from now.
  readRunStart(database.prisma, ctx.workspaceId, runId).then(arm, () => arm());
  try {
    return await work();
  } finally {
    isOver = true;
    clearTimeout(timer);
    // What is being written is written before anything that follows it.
    await handing;
  }
}
