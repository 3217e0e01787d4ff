import { eventType } from "inngest";
import { makeContext } from "../../server/context.ts";
import { internalEvents } from "../../server/events.ts";
import { currentPlatform } from "../../server/platform/current-platform.ts";
import { giveUpRewrite } from "../../server/suggestion/rewriting/give-up-rewrite.ts";
import { rewriteSuggestion } from "../../server/suggestion/rewriting/rewrite-suggestion.ts";
import { inngest } from "../client.ts";
import { runStep } from "./run-step.ts";

const asked = eventType("suggestion/rewrite-asked", { schema: internalEvents["suggestion/rewrite-asked"] });

/** Writes one draft anew. An agent waits in front of it: when the model fails they are told at once, and may ask again. */
export const rewriteDraft = inngest.createFunction(
  {
    id: "rewrite-suggestion",
    triggers: [asked],
    retries: 0,
    onFailure: async ({ event, error }) => {
      const { workspaceId, runId } = internalEvents["suggestion/rewrite-asked"].parse(event.data.event.data);
      const ctx = makeContext(currentPlatform(), workspaceId, { kind: "system" });
      await giveUpRewrite({ ctx, input: { runId, reason: error.message } });
    },
  },
  async ({ event, step, attempt }) => {
    const { workspaceId, eventId, runId } = event.data;
    const ctx = makeContext(currentPlatform(), workspaceId, { kind: "system" });
    const run = { ctx, step, eventId, runId, attempt };
    return runStep(run, "rewrite-suggestion", () => rewriteSuggestion({ ctx, input: { runId } }));
  },
);
