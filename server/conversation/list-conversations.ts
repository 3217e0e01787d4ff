import type { z } from "zod";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { type Page, readCursor, toPage } from "../platform/page.ts";
import { pageOfConversations } from "./listing/store.ts";
import { type ConversationListItem, conversationFilter } from "./schema.ts";

/** Newest activity first. Throws DomainError("invalid_input") where "me" is nobody. */
export async function listConversations({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof conversationFilter>;
}): Promise<Page<ConversationListItem>> {
  const { cursor, limit, assignee, ...filter } = conversationFilter.parse(input);
  const afterId = readCursor(cursor);
  if (assignee === "me" && ctx.actor.kind !== "user")
    throw new DomainError("invalid_input", "assignee: only a signed-in person is me; name an id.");
  const rows = await pageOfConversations(ctx.platform.database.prisma, ctx.workspaceId, {
    ...filter,
    ...(assignee && { assignee: assignee === "me" && ctx.actor.kind === "user" ? ctx.actor.id : assignee }),
    ...(afterId && { afterId }),
    now: ctx.now(),
    take: limit + 1,
  });
  return toPage(rows, limit);
}
