import { eventType } from "inngest";
import { makeContext } from "../../server/context.ts";
import { internalEvents } from "../../server/events.ts";
import { activateDocument } from "../../server/knowledge/activate-document.ts";
import { embedDocument } from "../../server/knowledge/embed-document.ts";
import { failDocument } from "../../server/knowledge/fail-document.ts";
import { indexDocument } from "../../server/knowledge/index-document.ts";
import { parseDocument } from "../../server/knowledge/parse-document.ts";
import { currentPlatform } from "../../server/platform/current-platform.ts";
import { inngest } from "../client.ts";
import { asStepError } from "./run-step.ts";

const uploaded = eventType("document/uploaded", { schema: internalEvents["document/uploaded"] });

/** Runs a verb so that the engine knows which errors another try can cure. */
async function orStepError<T>(work: Promise<T>): Promise<T> {
  return work.catch((error) => {
    throw asStepError(error);
  });
}

/**
 * The way of an uploaded version: parse, index, embed batch by batch, put in force. What cannot be read ends as failed, with
 * a sentence; when only the embedder is away, the document is put in force all the same and found by its words.
 */
export const ingestDocument = inngest.createFunction(
  {
    id: "ingest-document",
    triggers: [uploaded],
    retries: 4,
    // A parser may take 400 MB, and the built-in encoder works on one text at a time.
    concurrency: 2,
    onFailure: async ({ event, error }) => {
      const { workspaceId, ...version } = internalEvents["document/uploaded"].parse(event.data.event.data);
      const ctx = makeContext(currentPlatform(), workspaceId, { kind: "system" });
      await failDocument({ ctx, input: { ...version, reason: error.message } });
    },
  },
  async ({ event, step }) => {
    const { workspaceId, documentId, versionId } = event.data;
    const ctx = makeContext(currentPlatform(), workspaceId, { kind: "system" });
    const input = { documentId, versionId };

    await step.run("parse-document", () => orStepError(parseDocument({ ctx, input })));
    const { passages } = await step.run("index-document", () => orStepError(indexDocument({ ctx, input })));
    let warning: string | undefined;
    try {
      for (let batch = 1, left = true; left; batch++)
        ({ left } = await step.run(`embed-document-${batch}`, () =>
          orStepError(embedDocument({ ctx, input })),
        ));
    } catch {
      warning =
        "Found by its words only: the embedding model did not answer. Upload the file again to retry.";
    }
    await step.run("activate-document", () =>
      orStepError(activateDocument({ ctx, input: { ...input, ...(warning && { warning }) } })),
    );
    return { passages };
  },
);
