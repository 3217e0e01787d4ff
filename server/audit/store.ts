import type { Transaction } from "../platform/database.ts";
import type { JsonValue } from "./rules.ts";
import type { AuditView } from "./schema.ts";

export type AuditRow = {
  id: string;
  workspaceId: string;
  at: Date;
  actor: Record<string, string>;
  action: string;
  subjectKind: string;
  subjectId: string;
  before?: JsonValue;
  after?: JsonValue;
};

export async function insertAuditEntry(tx: Transaction, row: AuditRow): Promise<void> {
  const { before, after, ...rest } = row;
  await tx.auditEntry.create({
    data: {
      ...rest,
      ...(before === undefined || before === null ? {} : { before }),
      ...(after === undefined || after === null ? {} : { after }),
    },
  });
}

/** Newest first; `subject` is the first word of the action. */
export async function pageOfAudit(
  db: Transaction,
  workspaceId: string,
  page: { subject: string | undefined; beforeId: string | undefined; take: number },
): Promise<AuditView[]> {
  const { subject, beforeId, take } = page;
  const rows = await db.auditEntry.findMany({
    where: {
      workspaceId,
      ...(subject && { action: { startsWith: `${subject}.` } }),
      ...(beforeId && { id: { lt: beforeId } }),
    },
    orderBy: { id: "desc" },
    take,
    omit: { workspaceId: true },
  });
  return rows.map((row) => ({ ...row, actor: row.actor as AuditView["actor"] }));
}
