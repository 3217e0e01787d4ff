import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, pageInput, readCursor, toPage } from "../platform/page.ts";
import type { Contact } from "./schema.ts";
import { pageOfContacts } from "./store.ts";

export async function listContacts({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof pageInput>;
}): Promise<Page<Contact>> {
  const { cursor, limit } = pageInput.parse(input);
  const rows = await pageOfContacts(ctx.platform.database.prisma, ctx.workspaceId, {
    beforeId: readCursor(cursor),
    take: limit + 1,
  });
  return toPage(rows, limit);
}
