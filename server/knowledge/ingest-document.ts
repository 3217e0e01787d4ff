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
    while ((await embedDocument({ ctx, input })).embedded > 0);
    await activateDocument({ ctx, input });
  } catch (cause) {
    if (!(cause instanceof DomainError) || cause.status >= 500) throw cause;
    await failDocument({ ctx, input: { ...input, cause } });
  }
}
