import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { activateDocument } from "./activate-document.ts";
import { embedDocument } from "./embed-document.ts";
import { failDocument } from "./fail-document.ts";
import { indexDocument } from "./index-document.ts";
import { parseDocument } from "./parse-document.ts";

/**
 * The whole way of an uploaded file at once, for commands and tests; the durable function takes the same verbs as steps.
 * A file that cannot be read ends as `failed` and throws nothing; other errors are thrown.
 */
export async function ingestDocument({
  ctx,
  input,
}: {
  ctx: Context;
  input: { documentId: string; versionId: string };
}): Promise<void> {
  try {
    await parseDocument({ ctx, input });
    await indexDocument({ ctx, input });
    while ((await embedDocument({ ctx, input })).left);
    await activateDocument({ ctx, input });
  } catch (error) {
    if (!(error instanceof DomainError) || error.status >= 500) throw error;
    await failDocument({ ctx, input: { ...input, reason: error.message } });
  }
}
