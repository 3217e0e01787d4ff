import { eventType } from "inngest";
import { makeContext } from "../../server/context.ts";
import { attemptDelivery } from "../../server/delivery/attempt-delivery.ts";
import { maxAttempts } from "../../server/delivery/rules.ts";
import { internalEvents } from "../../server/events.ts";
import { currentPlatform } from "../../server/platform/current-platform.ts";
import { settleDelivery } from "../../server/suggestion/settle-delivery.ts";
import { traceDelivery } from "../../server/suggestion/trace-delivery.ts";
import { inngest } from "../client.ts";

const approved = eventType("suggestion/approved", { schema: internalEvents["suggestion/approved"] });
const retried = eventType("delivery/retried", { schema: internalEvents["delivery/retried"] });

/**
 * Takes one approved reply to its channel: an attempt is a step and a row; between attempts the run sleeps, with back-off
 * and jitter, for up to 27 hours in all. The delivery's id is the idempotency key, so that an attempt repeated after a
 * crash has one effect. Before an attempt it may have to wait: for the morning, its turn, or the reply before it. A paused
 * channel ends the run: resuming it starts another, as trying anew and a fallback do, and a run that sleeps over an earlier
 * round wakes to nothing.
 */
export const deliverReply = inngest.createFunction(
  {
    id: "deliver-reply",
    triggers: [approved, retried],
    retries: 10,
    // A slow receiver takes up so many at most; its backlog is a lane of its own in the queue.
    concurrency: { key: "event.data.channelId", limit: 5 },
  },
  async ({ event, step }) => {
    const { workspaceId, deliveryId } = event.data;
    const again = "round" in event.data ? { round: event.data.round, before: event.data.before } : {};
    const ctx = makeContext(currentPlatform(), workspaceId, { kind: "system" });
    for (let number = 1; number <= maxAttempts; number++) {
      const input = { deliveryId, number, ...again };
      const attempt = () => traceDelivery({ ctx, input }, () => attemptDelivery({ ctx, input }));
      let next = await step.run(`attempt-delivery-${number}`, attempt);
      for (let waits = 1; next.outcome === "wait"; waits++) {
        await step.sleep(`wait-${number}-${waits}`, next.delayMs);
        next = await step.run(`attempt-delivery-${number}-after-${waits}`, attempt);
      }
      if (next.outcome === "held" || next.outcome === "superseded" || next.outcome === "rerouted")
        return { outcome: next.outcome, attempts: number - 1 };
      if (next.outcome !== "retry") {
        await step.run("settle-delivery", () => settleDelivery({ ctx, input: { deliveryId } }));
        return { outcome: next.outcome, attempts: number };
      }
      await step.sleep(`back-off-${number}`, next.delayMs);
    }
    throw new Error(`Delivery ${deliveryId} has no end after ${maxAttempts} attempts.`);
  },
);
