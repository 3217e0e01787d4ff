import type { Transaction } from "../platform/database.ts";

/** The same step done twice is one row. */
export async function insertStep(
  tx: Transaction,
  row: { workspaceId: string; userId: string; step: string; at: Date },
): Promise<void> {
  await tx.firstStep.createMany({ data: [row], skipDuplicates: true });
}

/** What a person did, in whichever workspace. */
export async function stepsOf(tx: Transaction, userId: string): Promise<Set<string>> {
  const rows = await tx.firstStep.findMany({ where: { userId }, select: { step: true } });
  return new Set(rows.map((row) => row.step));
}

/** Whether any of the person's own workspaces, which the demo is not, has an endpoint, a document, a second person. */
export async function ownSetUp(
  tx: Transaction,
  userId: string,
): Promise<{ endpoint: boolean; document: boolean; invite: boolean }> {
  const rows = await tx.$queryRaw<{ endpoint: boolean; document: boolean; invite: boolean }[]>`
    WITH own AS (SELECT w.id FROM workspace w JOIN membership m ON m.workspace_id = w.id
      WHERE m.user_id = ${userId}::uuid AND w.demo IS NULL)
    SELECT EXISTS (SELECT 1 FROM own JOIN endpoint e ON e.workspace_id = own.id) AS endpoint,
      EXISTS (SELECT 1 FROM own JOIN knowledge_document d ON d.workspace_id = own.id AND d.deleted_at IS NULL) AS document,
      EXISTS (SELECT 1 FROM own JOIN invitation i ON i.workspace_id = own.id)
        OR EXISTS (SELECT 1 FROM own JOIN membership m ON m.workspace_id = own.id AND m.user_id <> ${userId}::uuid) AS invite`;
  return rows[0]!;
}
