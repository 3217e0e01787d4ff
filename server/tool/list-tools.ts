import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, pageInput, readCursor, toPage } from "../platform/page.ts";
import type { ToolView } from "./schema.ts";
import { pageOfTools } from "./store.ts";
import { viewTools } from "./view-tools.ts";

export async function listTools({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof pageInput>;
}): Promise<Page<ToolView>> {
  const { cursor, limit } = pageInput.parse(input);
  const { prisma } = ctx.platform.database;
  const rows = await pageOfTools(prisma, ctx.workspaceId, { beforeId: readCursor(cursor), take: limit + 1 });
  const page = toPage(rows, limit);
  return { ...page, data: await viewTools(prisma, ctx, page.data) };
}
