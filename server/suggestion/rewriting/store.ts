import type { Transaction } from "../../platform/database.ts";
import type { Rewrite } from "./schema.ts";

const columns = {
  id: true,
  suggestionId: true,
  instruction: true,
  text: true,
  error: true,
  createdAt: true,
} as const;

export async function insertRewrite(
  tx: Transaction,
  workspaceId: string,
  rewrite: Omit<Rewrite, "error"> & { askedBy: object },
): Promise<void> {
  await tx.rewrite.create({ data: { ...rewrite, workspaceId } });
}

export async function findRewrite(tx: Transaction, workspaceId: string, id: string): Promise<Rewrite | null> {
  return tx.rewrite.findUnique({ where: { workspaceId_id: { workspaceId, id } }, select: columns });
}

/** The last one that was asked of a suggestion. */
export async function newestRewrite(
  tx: Transaction,
  workspaceId: string,
  suggestionId: string,
): Promise<Rewrite | null> {
  return tx.rewrite.findFirst({
    where: { workspaceId, suggestionId },
    orderBy: { id: "desc" },
    select: columns,
  });
}

export async function failRewrite(
  tx: Transaction,
  workspaceId: string,
  id: string,
  error: string,
): Promise<void> {
  await tx.rewrite.update({ where: { workspaceId_id: { workspaceId, id } }, data: { error } });
}
