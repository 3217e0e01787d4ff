import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, pageInput, readCursor, toPage } from "../platform/page.ts";
import type { DocumentSummary } from "./schema.ts";
import { pageOfDocuments } from "./store.ts";

/** The documents of the workspace, newest first. */
export async function listDocuments({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof pageInput>;
}): Promise<Page<DocumentSummary>> {
  const { cursor, limit } = pageInput.parse(input);
  const rows = await pageOfDocuments(ctx.platform.database.prisma, ctx.workspaceId, {
    beforeId: readCursor(cursor),
    take: limit + 1,
  });
  return toPage(rows, limit);
}
