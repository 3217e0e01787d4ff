import type { Transaction } from "./database.ts";

export type ChangeTopic =
  | "request"
  | "event"
  | "conversation"
  | "presence"
  | "suggestion"
  | "delivery"
  | "document"
  | "setting";

/** Tells the screens that something changed, in the transaction that changed it (see `change` in prisma/schema). */
export async function recordChange(
  tx: Transaction,
  workspaceId: string,
  topic: ChangeTopic,
  subjectId: string,
): Promise<void> {
  await tx.change.create({ data: { workspaceId, topic, subjectId } });
}

export type ChangeRow = { seq: bigint; topic: ChangeTopic; subjectId: string };

/**
 * The changes of a workspace after `afterSeq`, oldest first. Rows of transactions that began before one still open are
 * held back, so that a number given out is never followed by a smaller one.
 */
export async function readChanges(
  tx: Transaction,
  workspaceId: string,
  afterSeq: bigint,
  limit: number,
): Promise<ChangeRow[]> {
  return tx.$queryRaw<ChangeRow[]>`
    SELECT seq, topic, subject_id AS "subjectId" FROM change
    WHERE workspace_id = ${workspaceId}::uuid AND seq > ${afterSeq}
      AND tx < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY seq LIMIT ${limit}`;
}

/** The newest number a reader may start from. */
export async function latestChange(tx: Transaction, workspaceId: string): Promise<bigint> {
  const rows = await tx.$queryRaw<{ seq: bigint | null }[]>`
    SELECT max(seq) AS seq FROM change
    WHERE workspace_id = ${workspaceId}::uuid AND tx < pg_snapshot_xmin(pg_current_snapshot())`;
  return rows[0]?.seq ?? 0n;
}

/** Forgets changes nobody can still be following: a page that was away longer reads its lists anew. */
export async function forgetOldChanges(tx: Transaction): Promise<void> {
  await tx.$executeRaw`DELETE FROM change WHERE at < now() - interval '1 day'`;
}
