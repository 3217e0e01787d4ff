import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, pageInput, readCursor, toPage } from "../platform/page.ts";
import type { Playbook } from "./schema.ts";
import { pageOfPlaybooks } from "./store.ts";

export async function listPlaybooks({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof pageInput>;
}): Promise<Page<Playbook>> {
  const { cursor, limit } = pageInput.parse(input);
  const page = { beforeId: readCursor(cursor), take: limit + 1 };
  return toPage(await pageOfPlaybooks(ctx.platform.database.prisma, ctx.workspaceId, page), limit);
}
