import { eventType } from "inngest";
import { makeContext } from "../../server/context.ts";
import { attemptDelivery } from "../../server/delivery/attempt-delivery.ts";
import { maxAttempts } from "../../server/delivery/rules.ts";
import { internalEvents } from "../../server/events.ts";
import { currentPlatform } from "../../server/platform/current-platform.ts";
import { settleDelivery } from "../../server/suggestion/settle-delivery.ts";
import { inngest } from "../client.ts";

const approved = eventType("suggestion/approved", { schema: internalEvents["suggestion/approved"] });

/**
 * Takes one approved reply to its channel: an attempt is a step and a row; between attempts the run sleeps, with back-off
 * and jitter, for up to 27 hours in all. The delivery's id is the idempotency key, so that an attempt repeated after a
 * crash has one effect.
 */
export const deliverReply = inngest.createFunction(
  { id: "deliver-reply", triggers: [approved], retries: 10 },
  async ({ event, step }) => {
    const { workspaceId, deliveryId } = event.data;
    const ctx = makeContext(currentPlatform(), workspaceId, { kind: "system" });
    for (let number = 1; number <= maxAttempts; number++) {
      const next = await step.run(`attempt-delivery-${number}`, () =>
        attemptDelivery({ ctx, input: { deliveryId, number } }),
      );
      if (next.outcome !== "retry") {
        await step.run("settle-delivery", () => settleDelivery({ ctx, input: { deliveryId } }));
        return { outcome: next.outcome, attempts: number };
      }
      await step.sleep(`back-off-${number}`, next.delayMs);
    }
    throw new Error(`Delivery ${deliveryId} has no end after ${maxAttempts} attempts.`);
  },
);
