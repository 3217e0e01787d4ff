import type { Transaction } from "../platform/database.ts";
import type { JsonValue } from "./rules.ts";

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
