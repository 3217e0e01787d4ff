import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, readCursor, toPage } from "../platform/page.ts";
import { type IncomingEvent, listEventsInput } from "./schema.ts";
import { pageOfEvents } from "./store.ts";

/** Newest first. Throws DomainError("invalid_input") for a foreign cursor. */
export async function listEvents({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof listEventsInput>;
}): Promise<Page<IncomingEvent>> {
  const { endpoint, type, status, cursor, limit } = listEventsInput.parse(input);
  const rows = await pageOfEvents(
    ctx.platform.database.prisma,
    ctx.workspaceId,
    { ...(endpoint && { endpointId: endpoint }), ...(type && { type }), ...(status && { status }) },
    { beforeId: readCursor(cursor), take: limit + 1 },
  );
  return toPage(rows, limit);
}
