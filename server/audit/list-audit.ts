import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, readCursor, toPage } from "../platform/page.ts";
import { type AuditView, auditFilter } from "./schema.ts";
import { pageOfAudit } from "./store.ts";

/** Who changed what in the workspace, newest first. */
export async function listAudit(request: {
  ctx: Context;
  input: z.input<typeof auditFilter>;
}): Promise<Page<AuditView>> {
  const { ctx } = request;
  const { cursor, limit, subject } = auditFilter.parse(request.input);
  const rows = await pageOfAudit(ctx.platform.database.prisma, ctx.workspaceId, {
    subject,
    beforeId: readCursor(cursor),
    take: limit + 1,
  });
  return toPage(rows, limit);
}
