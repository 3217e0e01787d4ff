import type { WorkspaceId } from "../context.ts";
import type { Transaction } from "../platform/database.ts";
import type { Locale, Member, Role } from "./schema.ts";

type Credentials = { id: string; passwordHash: string | null; sessionVersion: number };

export function findCredentials(db: Transaction, email: string): Promise<Credentials | null> {
  return db.user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, sessionVersion: true },
  });
}

/** Whether the address has an account, and in how many workspaces it is at work. */
export async function findPerson(
  db: Transaction,
  email: string,
): Promise<{ id: string; memberships: number } | null> {
  const row = await db.user.findUnique({
    where: { email },
    select: { id: true, _count: { select: { memberships: true } } },
  });
  return row && { id: row.id, memberships: row._count.memberships };
}

export async function findPasswordHash(db: Transaction, userId: string): Promise<string | null> {
  const row = await db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  return row?.passwordHash ?? null;
}

/** The person as a member of the workspace they chose last, or joined first; null once they are removed from every workspace. */
export async function findMember(db: Transaction, userId: string): Promise<Member | null> {
  const row = await db.membership.findFirst({
    where: { userId },
    orderBy: [{ chosenAt: { sort: "desc", nulls: "last" } }, { createdAt: "asc" }, { workspaceId: "asc" }],
    select: {
      role: true,
      workspace: { select: { id: true, name: true } },
      user: { select: { id: true, email: true, name: true, locale: true, sessionVersion: true } },
    },
  });
  if (!row) return null;
  return {
    userId: row.user.id,
    email: row.user.email,
    name: row.user.name,
    locale: row.user.locale as Locale | null,
    role: row.role as Role,
    sessionVersion: row.user.sessionVersion,
    workspaceId: row.workspace.id as WorkspaceId,
    workspaceName: row.workspace.name,
  };
}

/** Makes the person unless the address is known; a concurrent insert of the same address is waited for. */
export async function insertUserIfAbsent(
  tx: Transaction,
  row: { id: string; email: string; name: string; createdAt: Date },
): Promise<{ id: string; created: boolean }> {
  const { count } = await tx.user.createMany({ data: [row], skipDuplicates: true });
  if (count > 0) return { id: row.id, created: true };
  const existing = await tx.user.findUniqueOrThrow({ where: { email: row.email }, select: { id: true } });
  return { id: existing.id, created: false };
}

/** Sets the membership's role, making the membership where there is none. */
export async function saveMembership(
  tx: Transaction,
  row: { workspaceId: string; userId: string; role: Role; createdAt: Date },
): Promise<void> {
  const { workspaceId, userId, role } = row;
  await tx.membership.upsert({
    where: { workspaceId_userId: { workspaceId, userId } },
    create: row,
    update: { role },
  });
}

/** Replaces the password, which ends every session the person has. */
export async function savePasswordHash(tx: Transaction, userId: string, passwordHash: string): Promise<void> {
  await tx.user.update({
    where: { id: userId },
    data: { passwordHash, sessionVersion: { increment: 1 } },
  });
}

/** Voids every sign-in token the person holds. */
export async function raiseSessionVersion(tx: Transaction, userId: string): Promise<void> {
  await tx.user.updateMany({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
}

export async function saveLocale(tx: Transaction, userId: string, locale: Locale): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { locale } });
}

export async function adminWithPasswordExists(db: Transaction, workspaceId: string): Promise<boolean> {
  const row = await db.membership.findFirst({
    where: { workspaceId, role: "admin", user: { passwordHash: { not: null } } },
    select: { userId: true },
  });
  return row !== null;
}

export async function findFirstAdmin(db: Transaction, workspaceId: string): Promise<string | null> {
  const row = await db.membership.findFirst({
    where: { workspaceId, role: "admin" },
    orderBy: { createdAt: "asc" },
    select: { userId: true },
  });
  return row?.userId ?? null;
}

/** A new link replaces the person's earlier unused ones. */
export async function replaceSignInLink(
  tx: Transaction,
  row: { tokenHash: Uint8Array<ArrayBuffer>; userId: string; expiresAt: Date },
): Promise<void> {
  await tx.signInLink.deleteMany({ where: { userId: row.userId, usedAt: null } });
  await tx.signInLink.create({ data: row });
}

/** Marks the link as used and returns whose it is; null when it is unknown, used or expired. Only one caller gets it. */
export async function consumeSignInLink(
  db: Transaction,
  tokenHash: Uint8Array,
  now: Date,
): Promise<string | null> {
  const rows = await db.$queryRaw<{ userId: string }[]>`
    UPDATE sign_in_link SET used_at = ${now}
    WHERE token_hash = ${tokenHash} AND used_at IS NULL AND expires_at > ${now}
    RETURNING user_id AS "userId"`;
  return rows[0]?.userId ?? null;
}

/** The workspace's members by name. */
export async function findColleagues(
  db: Transaction,
  workspaceId: string,
): Promise<{ id: string; name: string }[]> {
  const rows = await db.membership.findMany({
    where: { workspaceId },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    select: { user: { select: { id: true, name: true } } },
  });
  return rows.map((row) => row.user);
}

export async function isMember(db: Transaction, workspaceId: string, userId: string): Promise<boolean> {
  const row = await db.membership.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: { userId: true },
  });
  return row !== null;
}
