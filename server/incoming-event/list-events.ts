import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, readCursor, toPage } from "../platform/page.ts";
import { type IncomingEvent, listEventsInput } from "./schema.ts";
import { readEventsById, searchEventIds } from "./search/store.ts";
import { queryOf } from "./search/terms.ts";
import { pageOfEvents } from "./store.ts";

/**
 * Newest first. A search looks for whole words and beginnings of words (of Chinese, any part) in the first 64 KB of the body as
 * it came and in the mapped fields; every word has to be there. Throws DomainError("invalid_input") for a foreign cursor.
 */
export async function listEvents({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof listEventsInput>;
}): Promise<Page<IncomingEvent>> {
  const { endpoint, type, status, search, from, to, cursor, limit } = listEventsInput.parse(input);
  const { prisma } = ctx.platform.database;
  const { workspaceId } = ctx;
  const filter = {
    ...(endpoint && { endpointId: endpoint }),
    ...(type && { type }),
    ...(status && { status }),
    ...(from && { from }),
    ...(to && { to }),
  };
  const page = { beforeId: readCursor(cursor), take: limit + 1 };
  if (!search) return toPage(await pageOfEvents(prisma, workspaceId, filter, page), limit);
  const query = queryOf(search);
  const ids = query ? await searchEventIds(prisma, workspaceId, { query, ...filter }, page) : [];
  return toPage(await readEventsById(prisma, workspaceId, ids), limit);
}
