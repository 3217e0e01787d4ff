import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, readCursor, toPage } from "../platform/page.ts";
import { runsOf } from "./runs-of.ts";
import type { listRunsInput, RunSummary } from "./schema.ts";

/** The workspace's runs, newest first. Throws DomainError("not_found") where an Inngest server keeps them. */
export async function listRuns({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.infer<typeof listRunsInput>;
}): Promise<Page<RunSummary>> {
  const { limit, cursor, ...filter } = input;
  const after = readCursor(cursor);
  const rows = await runsOf(ctx).list({ ...filter, scope: ctx.workspaceId, cursor: after, limit: limit + 1 });
  return toPage(rows, limit);
}
