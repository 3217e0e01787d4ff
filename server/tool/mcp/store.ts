import type { Transaction } from "../../platform/database.ts";
import type { ToolServer } from "./schema.ts";

const fields = { id: true, name: true, url: true, checkedAt: true, problem: true, createdAt: true } as const;

export async function allServers(tx: Transaction, workspaceId: string): Promise<ToolServer[]> {
  return tx.toolServer.findMany({ where: { workspaceId }, orderBy: { name: "asc" }, select: fields });
}

export async function findServer(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<ToolServer | null> {
  return tx.toolServer.findUnique({ where: { workspaceId_id: { workspaceId, id } }, select: fields });
}

export async function insertServer(
  tx: Transaction,
  workspaceId: string,
  server: Pick<ToolServer, "id" | "name" | "url" | "createdAt">,
): Promise<ToolServer> {
  return tx.toolServer.create({ data: { ...server, workspaceId }, select: fields });
}

export async function writeServerCheck(
  tx: Transaction,
  workspaceId: string,
  id: string,
  check: { checkedAt: Date; problem: string | null },
): Promise<void> {
  await tx.toolServer.updateMany({ where: { workspaceId, id }, data: check });
}

export async function removeServer(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  await tx.toolServer.delete({ where: { workspaceId_id: { workspaceId, id } }, select: { id: true } });
}
