import type { Transaction } from "../platform/database.ts";
import type { Role } from "../user/schema.ts";
import type { ApiKeyView } from "./schema.ts";

const view = {
  id: true,
  name: true,
  role: true,
  last4: true,
  createdAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const;

type NewRow = {
  id: string;
  workspaceId: string;
  name: string;
  role: Role;
  hash: Uint8Array<ArrayBuffer>;
  last4: string;
  createdAt: Date;
};

export async function insertApiKey(tx: Transaction, row: NewRow): Promise<void> {
  await tx.apiKey.create({ data: row });
}

/** Inserts the key unless one with its hash is there; says whether it did. */
export async function insertApiKeyIfAbsent(tx: Transaction, row: NewRow): Promise<boolean> {
  const { count } = await tx.apiKey.createMany({ data: [row], skipDuplicates: true });
  return count > 0;
}

/** The key with this hash, of whichever workspace: the hash is what proves the workspace. */
export async function findByHash(
  db: Transaction,
  hash: Uint8Array<ArrayBuffer>,
): Promise<(ApiKeyView & { workspaceId: string }) | null> {
  const row = await db.apiKey.findUnique({ where: { hash }, select: { ...view, workspaceId: true } });
  return row && { ...row, role: row.role as Role };
}

export async function noteUse(db: Transaction, workspaceId: string, id: string, at: Date): Promise<void> {
  await db.apiKey.updateMany({ where: { workspaceId, id }, data: { lastUsedAt: at } });
}

/** Newest first. */
export async function listRows(db: Transaction, workspaceId: string): Promise<ApiKeyView[]> {
  const rows = await db.apiKey.findMany({
    where: { workspaceId },
    orderBy: { id: "desc" },
    select: view,
  });
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}

/** Revokes a key that is in force; null when there is none of this id. */
export async function revokeRow(
  tx: Transaction,
  workspaceId: string,
  id: string,
  at: Date,
): Promise<ApiKeyView | null> {
  await tx.apiKey.updateMany({ where: { workspaceId, id, revokedAt: null }, data: { revokedAt: at } });
  const row = await tx.apiKey.findUnique({ where: { workspaceId_id: { workspaceId, id } }, select: view });
  return row && { ...row, role: row.role as Role };
}

/** Revokes the workspace's keys of this name other than the one with this hash. */
export async function revokeOthersNamed(
  tx: Transaction,
  workspaceId: string,
  name: string,
  hash: Uint8Array<ArrayBuffer>,
  at: Date,
): Promise<void> {
  await tx.apiKey.updateMany({
    where: { workspaceId, name, revokedAt: null, hash: { not: hash } },
    data: { revokedAt: at },
  });
}
