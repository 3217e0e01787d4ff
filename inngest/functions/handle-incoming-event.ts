import { eventType } from "inngest";
import { makeContext } from "../../server/context.ts";
import { openConversation } from "../../server/conversation/open-conversation.ts";
import { DomainError } from "../../server/errors.ts";
import { internalEvents } from "../../server/events.ts";
import { currentPlatform } from "../../server/platform/current-platform.ts";
import { matchPlaybook } from "../../server/playbook/match-playbook.ts";
import { planToolCalls } from "../../server/playbook/plan-tool-calls.ts";
import { approveByPlaybook } from "../../server/suggestion/approve-by-playbook.ts";
import { draftSuggestion } from "../../server/suggestion/draft-suggestion.ts";
import { giveUpOnEvent } from "../../server/suggestion/give-up-on-event.ts";
import { handOverConversation } from "../../server/suggestion/hand-over-conversation.ts";
import { runToolCall } from "../../server/tool/run-tool-call.ts";
import { inngest } from "../client.ts";
import { runStep } from "./run-step.ts";

const accepted = eventType("incoming-event/accepted", { schema: internalEvents["incoming-event/accepted"] });

/**
 * The way of one accepted event: match a playbook, open the conversation, draft a suggestion, and end with it in front of
 * an agent, or approved by the playbook where that is allowed. Step ids are part of the stored state of running events.
 */
export const handleIncomingEvent = inngest.createFunction(
  {
    id: "handle-incoming-event",
    triggers: [accepted],
    retries: 4,
    onFailure: async ({ event, error }) => {
      const { workspaceId, eventId } = internalEvents["incoming-event/accepted"].parse(event.data.event.data);
      const ctx = makeContext(currentPlatform(), workspaceId, { kind: "system" });
      await giveUpOnEvent({ ctx, input: { eventId, reason: error.message } });
    },
  },
  async ({ event, step, attempt }) => {
    const { workspaceId, eventId, runId } = event.data;
    const ctx = makeContext(currentPlatform(), workspaceId, { kind: "system" });
    const run = { ctx, step, runId, attempt };

    const { playbookId, autonomy, hasTools } = await runStep(run, "match-playbook", () =>
      matchPlaybook({ ctx, input: { eventId } }),
    );
    if (!playbookId) return { outcome: "ignored" };

    const { conversationId } = await runStep(run, "open-conversation", () =>
      openConversation({ ctx, input: { eventId } }),
    );

    if (hasTools) {
      const { toolCallIds } = await runStep(run, "plan-tool-calls", () =>
        planToolCalls({ ctx, input: { eventId, runId, conversationId, playbookId, namedOnly: false } }),
      );
      for (const [index, id] of toolCallIds.entries())
        await runStep(run, `call-tool-${index + 1}`, async () => {
          const { status } = await runToolCall({ ctx, input: { id } });
          return { status };
        });
    }

    const { suggestionId } = await runStep(run, "draft-suggestion", async () => {
      try {
        return await draftSuggestion({ ctx, input: { eventId, runId, conversationId, playbookId } });
      } catch (error) {
        // An agent need not wait for the retries: the conversation is handed over now, a later draft attaches to it.
        if (error instanceof DomainError && error.code === "model_unavailable")
          await handOverConversation({
            ctx,
            input: { eventId, conversationId, attention: "model_unavailable", reason: error.message },
          });
        throw error;
      }
    });
    if (autonomy !== "auto") return { outcome: "awaiting_review", suggestionId };

    const { deliveryId } = await runStep(run, "approve-by-playbook", () =>
      approveByPlaybook({ ctx, input: { suggestionId, playbookId, runId } }),
    );
    return { outcome: deliveryId ? "approved" : "awaiting_review", suggestionId };
  },
);
