import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, readCursor, toPage } from "../platform/page.ts";
import { type ConversationListItem, conversationFilter } from "./schema.ts";
import { pageOfConversations } from "./store.ts";

/** Newest activity first. */
export async function listConversations({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof conversationFilter>;
}): Promise<Page<ConversationListItem>> {
  const { cursor, limit, status, contactId, search } = conversationFilter.parse(input);
  const afterId = readCursor(cursor);
  const rows = await pageOfConversations(ctx.platform.database.prisma, ctx.workspaceId, {
    ...(status && { status }),
    ...(contactId && { contactId }),
    ...(search && { search }),
    ...(afterId && { afterId }),
    take: limit + 1,
  });
  return toPage(rows, limit);
}
