import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, readCursor, toPage } from "../platform/page.ts";
import { type Delivery, deliveryFilter } from "./schema.ts";
import { pageOfDeliveries } from "./store.ts";

export async function listDeliveries({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof deliveryFilter>;
}): Promise<Page<Delivery>> {
  const { cursor, limit, status, conversationId, channelId } = deliveryFilter.parse(input);
  const beforeId = readCursor(cursor);
  const rows = await pageOfDeliveries(ctx.platform.database.prisma, ctx.workspaceId, {
    ...(status && { status }),
    ...(conversationId && { conversationId }),
    ...(channelId && { channelId }),
    ...(beforeId && { beforeId }),
    take: limit + 1,
  });
  return toPage(rows, limit);
}
