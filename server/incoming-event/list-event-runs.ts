import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, type pageInput, readCursor, toPage } from "../platform/page.ts";
import type { EventRunSummary } from "./schema.ts";
import { pageOfRuns } from "./store.ts";

/** The workspace's ways of incoming events through the desk, newest first, from our own timeline. */
export async function listEventRuns({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.infer<typeof pageInput>;
}): Promise<Page<EventRunSummary>> {
  const { limit } = input;
  const page = { beforeId: readCursor(input.cursor), take: limit + 1 };
  return toPage(await pageOfRuns(ctx.platform.database.prisma, ctx.workspaceId, page), limit);
}
