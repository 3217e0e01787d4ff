import { eventType } from "inngest";
import { makeContext } from "../../server/context.ts";
import { internalEvents } from "../../server/events.ts";
import { currentPlatform } from "../../server/platform/current-platform.ts";
import { runToolCall } from "../../server/tool/run-tool-call.ts";
import { inngest } from "../client.ts";

const approved = eventType("tool-call/approved", { schema: internalEvents["tool-call/approved"] });

/** Makes one call that a person approved. Its row decides: a second run of it finds it made. */
export const runApprovedCall = inngest.createFunction(
  { id: "run-approved-call", triggers: [approved], retries: 4 },
  async ({ event, step }) => {
    const { workspaceId, toolCallId } = event.data;
    const ctx = makeContext(currentPlatform(), workspaceId, { kind: "system" });
    return step.run("run-tool-call", async () => {
      const { status, attempts } = await runToolCall({ ctx, input: { id: toolCallId } });
      return { status, attempts };
    });
  },
);
