import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, pageInput, readCursor, toPage } from "../platform/page.ts";
import type { ChannelView } from "./schema.ts";
import { pageOfChannels } from "./store.ts";
import { viewChannels } from "./view-channels.ts";

export async function listChannels({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof pageInput>;
}): Promise<Page<ChannelView>> {
  const { cursor, limit } = pageInput.parse(input);
  const { prisma } = ctx.platform.database;
  const rows = await pageOfChannels(prisma, ctx.workspaceId, {
    beforeId: readCursor(cursor),
    take: limit + 1,
  });
  const page = toPage(rows, limit);
  return { ...page, data: await viewChannels(prisma, ctx, page.data) };
}
