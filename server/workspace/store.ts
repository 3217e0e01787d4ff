import type { Transaction } from "../platform/database.ts";

/** Inserts the workspace unless its slug is taken; a concurrent insert of the same slug is waited for. */
export async function insertWorkspaceIfAbsent(
  tx: Transaction,
  row: { id: string; name: string; slug: string; createdAt: Date },
): Promise<{ id: string; created: boolean }> {
  const { count } = await tx.workspace.createMany({ data: [row], skipDuplicates: true });
  if (count > 0) return { id: row.id, created: true };
  const existing = await tx.workspace.findUniqueOrThrow({ where: { slug: row.slug }, select: { id: true } });
  return { id: existing.id, created: false };
}

export async function allWorkspaceIds(tx: Transaction): Promise<string[]> {
  return (await tx.workspace.findMany({ select: { id: true } })).map(({ id }) => id);
}

/** Whether playbooks may send by themselves at all in this workspace. */
export async function readAutoSend(tx: Transaction, workspaceId: string): Promise<boolean> {
  const { autoSend } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { autoSend: true },
  });
  return autoSend;
}

/** Gives the workspace another name and answers the one it had. */
export async function saveWorkspaceName(
  tx: Transaction,
  workspaceId: string,
  name: string,
): Promise<{ before: string }> {
  const { name: before } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { name: true },
  });
  await tx.workspace.update({ where: { id: workspaceId }, data: { name }, select: { id: true } });
  return { before };
}

export async function writeAutoSend(tx: Transaction, workspaceId: string, on: boolean): Promise<void> {
  await tx.workspace.update({ where: { id: workspaceId }, data: { autoSend: on }, select: { id: true } });
}
