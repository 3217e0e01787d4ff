import type { Context } from "../context.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { newId } from "../platform/ids.ts";
import { createPlaybook } from "../playbook/create-playbook.ts";
import { saveDraft } from "../suggestion/save-draft.ts";
import type { Checks } from "../suggestion/schema.ts";
import { makeEndpoint, makeEvent } from "./rows.ts";

/** Everything was checked, and holds. */
export const passedChecks: Checks = {
  abstained: false,
  outcome: "answer",
  citations_verified: 1,
  citations_dropped: 0,
  unsupported_claims: [],
  best_score: 0.9,
  passed: true,
};
export const draftText = "Hold the button. It turns green.";

/** A draft in front of an agent, with its event, its conversation and its playbook; `over` says what matters to the test. */
export async function makeDraft(
  ctx: Context,
  over: {
    endpointId?: string;
    type?: string;
    entity?: string;
    autonomy?: "suggest" | "auto";
    checks?: Checks;
    cause?: "replay";
    verified?: boolean;
    /** One that was accepted before. */
    event?: { eventId: string; runId: string };
    /** Awaited before the draft is saved. */
    meet?: () => Promise<void>;
  } = {},
) {
  const endpointId = over.endpointId ?? (await makeEndpoint(ctx));
  const { eventId, runId } =
    over.event ??
    (await makeEvent(ctx, endpointId, {
      mapped: { text: "It is broken", contact: { id: "u1" }, ...(over.entity && { entity: over.entity }) },
      ...(over.type && { type: over.type }),
      ...(over.cause && { cause: over.cause }),
      ...(over.verified !== undefined && { verified: over.verified }),
    }));
  const { conversationId } = await openConversation({ ctx, input: { eventId } });
  const playbook = await createPlaybook({
    ctx,
    input: { name: "All", autonomy: over.autonomy ?? "suggest" },
  });
  await over.meet?.();
  const { suggestionId } = await saveDraft({
    ctx,
    input: {
      event: { id: eventId, endpointId, entity: over.entity },
      conversationId,
      runId,
      playbook: { id: playbook.id, channelId: null },
      language: "en",
      model: "extractive",
      retrievedCount: 3,
      text: draftText,
      citations: [
        {
          ordinal: 1,
          sentence: "Hold the button.",
          source: "chunk",
          documentId: newId(),
          versionId: newId(),
          documentTitle: "Manual",
          chunkId: newId(),
          field: null,
          toolCallId: null,
          quote: "Hold the button.",
          start: 4,
          end: 20,
        },
      ],
      checks: over.checks ?? passedChecks,
    },
  });
  return { endpointId, eventId, runId, conversationId, playbookId: playbook.id, suggestionId };
}
