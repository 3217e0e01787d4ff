import type { Transaction } from "../../platform/database.ts";
import type { InboxView, ViewFilter } from "../schema.ts";

/** The person's own views and the team's, by name. */
export async function viewsFor(tx: Transaction, workspaceId: string, userId: string): Promise<InboxView[]> {
  const rows = await tx.inboxView.findMany({
    where: { workspaceId, OR: [{ ownerId: userId }, { shared: true }] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, ownerId: true, name: true, shared: true, filter: true },
  });
  return rows.map(({ filter, ...row }) => ({ ...row, filter: filter as ViewFilter }));
}

export async function findView(tx: Transaction, workspaceId: string, id: string): Promise<InboxView | null> {
  const found = await tx.inboxView.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { id: true, ownerId: true, name: true, shared: true, filter: true },
  });
  return found && { ...found, filter: found.filter as ViewFilter };
}

export function countViewsOf(tx: Transaction, workspaceId: string, ownerId: string): Promise<number> {
  return tx.inboxView.count({ where: { workspaceId, ownerId } });
}

export async function insertView(
  tx: Transaction,
  row: InboxView & { workspaceId: string; createdAt: Date },
): Promise<void> {
  await tx.inboxView.create({ data: row, select: { id: true } });
}

export async function removeView(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  await tx.inboxView.deleteMany({ where: { workspaceId, id } });
}
