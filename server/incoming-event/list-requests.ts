import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, readCursor, toPage } from "../platform/page.ts";
import { pageOfRequests } from "./calls/store.ts";
import { listRequestsInput, type WebhookRequestSummary } from "./schema.ts";

/** Newest first. Throws DomainError("invalid_input") for a foreign cursor. */
export async function listRequests({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof listRequestsInput>;
}): Promise<Page<WebhookRequestSummary>> {
  const { endpoint, verdict, cursor, limit } = listRequestsInput.parse(input);
  const rows = await pageOfRequests(
    ctx.platform.database.prisma,
    ctx.workspaceId,
    { ...(endpoint && { endpointId: endpoint }), ...(verdict && { verdict }) },
    { beforeId: readCursor(cursor), take: limit + 1 },
  );
  return toPage(rows, limit);
}
