import type { Context } from "../context.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { toAuditJson } from "./rules.ts";
import { insertAuditEntry } from "./store.ts";

/**
 * Writes who changed what, in the caller's transaction: a change that is rolled back leaves no entry, and an entry that
 * cannot be written undoes the change. Values under secret-sounding names are redacted.
 * @param entry.action what was done, e.g. "endpoint.created"
 * @param entry.subjectId UUID of the row that changed
 */
export async function recordAudit(
  tx: Transaction,
  entry: {
    ctx: Pick<Context, "workspaceId" | "actor" | "now">;
    action: string;
    subjectKind: string;
    subjectId: string;
    before?: unknown;
    after?: unknown;
  },
): Promise<void> {
  const { ctx, action, subjectKind, subjectId, before, after } = entry;
  await insertAuditEntry(tx, {
    id: newId(),
    workspaceId: ctx.workspaceId,
    at: ctx.now(),
    actor: ctx.actor,
    action,
    subjectKind,
    subjectId,
    ...(before === undefined ? {} : { before: toAuditJson(before) }),
    ...(after === undefined ? {} : { after: toAuditJson(after) }),
  });
}
