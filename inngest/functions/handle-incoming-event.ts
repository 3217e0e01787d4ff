import { eventType } from "inngest";
import { fetchAnnounced } from "../../server/channel/fetch-announced.ts";
import { type Context, makeContext } from "../../server/context.ts";
import { openConversation } from "../../server/conversation/open-conversation.ts";
import { findAnswered } from "../../server/delivery/find-answered.ts";
import { ignoreOwnDelivery } from "../../server/delivery/ignore-own-delivery.ts";
import { DomainError } from "../../server/errors.ts";
import { internalEvents } from "../../server/events.ts";
import { indexEvent } from "../../server/incoming-event/index-event.ts";
import { currentPlatform } from "../../server/platform/current-platform.ts";
import { matchPlaybook } from "../../server/playbook/match-playbook.ts";
import { planToolCalls } from "../../server/playbook/plan-tool-calls.ts";
import { askModel } from "../../server/suggestion/acting/ask-model.ts";
import type { ModelTurn } from "../../server/suggestion/acting/turns.ts";
import { approveByPlaybook } from "../../server/suggestion/approve-by-playbook.ts";
import { draftSuggestion } from "../../server/suggestion/draft-suggestion.ts";
import { gatherAhead } from "../../server/suggestion/gather-ahead.ts";
import { giveUpOnEvent } from "../../server/suggestion/give-up-on-event.ts";
import { handOverConversation } from "../../server/suggestion/hand-over-conversation.ts";
import { handOverInTime } from "../../server/suggestion/hand-over-in-time.ts";
import { takeReceipt } from "../../server/suggestion/take-receipt.ts";
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
    const run = { ctx, step, eventId, runId, attempt };

    const { playbookId, autonomy, hasTools } = await runStep(run, "match-playbook", async () => {
      await indexEvent({ ctx, input: { eventId } });
      const input = { eventId };
      if (
        (await fetchAnnounced({ ctx, input })) ||
        (await takeReceipt({ ctx, input })) ||
        (await ignoreOwnDelivery({ ctx, input }))
      )
        return { playbookId: null, autonomy: null, hasTools: false };
      return matchPlaybook({ ctx, input: { eventId } });
    });
    if (!playbookId) return { outcome: "ignored" };

    const { conversationId } = await runStep(run, "open-conversation", async () => {
      const found = await findAnswered({ ctx, input: { eventId } });
      const opened = await openConversation({
        ctx,
        input: { eventId, ...(found.kind === "answer" && { answered: found }) },
      });
      gatherAhead({ ctx, input: { ...opened, eventId, runId, playbookId } });
      return opened;
    });

    const of = { eventId, runId, conversationId, playbookId };
    let draft: { text: string; isWhole: boolean } | undefined;
    if (hasTools) {
      const byModel = currentPlatform().languageModel.provider !== "firstline";
      const { toolCallIds } = await runStep(run, "plan-tool-calls", () =>
        planToolCalls({ ctx, input: { ...of, namedOnly: byModel } }),
      );
      for (const [index, id] of toolCallIds.entries())
        await runStep(run, `call-tool-${index + 1}`, () => callTool(ctx, id));

      const turns: ModelTurn[] = [];
      while (byModel && !draft) {
        const number = turns.length + 1;
        const turn = await runStep(run, `ask-model-${number}`, () =>
          orHandOver(ctx, of, () => askModel({ ctx, input: { ...of, turns } })),
        );
        turns.push(turn);
        if (turn.asked.length === 0) draft = turn;
        for (const [index, { callId }] of turn.asked.entries())
          if (callId) await runStep(run, `call-tool-${number}-${index + 1}`, () => callTool(ctx, callId));
      }
    }

    const { suggestionId } = await runStep(run, "draft-suggestion", () =>
      orHandOver(ctx, of, () => draftSuggestion({ ctx, input: { ...of, ...(draft && { draft }) } })),
    );
    if (autonomy !== "auto") return { outcome: "awaiting_review", suggestionId };

    const { deliveryId } = await runStep(run, "approve-by-playbook", () =>
      approveByPlaybook({ ctx, input: { suggestionId, playbookId, runId } }),
    );
    return { outcome: deliveryId ? "approved" : "awaiting_review", suggestionId };
  },
);

/** One tool call; what it answered stays in its row. A call that waits for a person is left waiting. */
async function callTool(ctx: Context, id: string): Promise<{ status: string }> {
  const { status } = await runToolCall({ ctx, input: { id } });
  return { status };
}

/** An agent need not wait for retries, nor longer than 45 s: the conversation is handed over, a later draft attaches to it. */
function orHandOver<T>(
  ctx: Context,
  of: { eventId: string; runId: string; conversationId: string },
  work: () => Promise<T>,
): Promise<T> {
  const { eventId, conversationId } = of;
  return handOverInTime({ ctx, input: of }, async () => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError && error.code === "model_unavailable")
        await handOverConversation({
          ctx,
          input: { eventId, conversationId, attention: "model_unavailable", reason: error.message },
        });
      throw error;
    }
  });
}
