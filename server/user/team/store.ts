import type { Transaction } from "../../platform/database.ts";
import type { OpenInvitation, OwnWorkspace, Role, TeamMember } from "../schema.ts";

/** Everybody in the workspace, admins first, then by name. */
export async function readTeam(db: Transaction, workspaceId: string): Promise<TeamMember[]> {
  const rows = await db.membership.findMany({
    where: { workspaceId },
    orderBy: [{ role: "asc" }, { user: { name: "asc" } }, { userId: "asc" }],
    select: { userId: true, role: true, createdAt: true, user: { select: { name: true, email: true } } },
  });
  return rows.map(({ userId, role, createdAt, user }) => ({
    userId,
    ...user,
    role: role as Role,
    joinedAt: createdAt,
  }));
}

/**
 * The role of one person, with every admin's membership locked until the transaction ends: of two admins who demote each
 * other at the same moment, the second waits and sees what the first did.
 */
export async function lockRole(
  tx: Transaction,
  workspaceId: string,
  userId: string,
): Promise<{ role: Role; otherAdmins: number } | null> {
  const admins = await tx.$queryRaw<{ userId: string }[]>`
    SELECT user_id AS "userId" FROM membership
    WHERE workspace_id = ${workspaceId}::uuid AND role = 'admin' ORDER BY user_id FOR UPDATE`;
  const row = await tx.membership.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: { role: true },
  });
  if (!row) return null;
  return { role: row.role as Role, otherAdmins: admins.filter((admin) => admin.userId !== userId).length };
}

export async function isMemberByEmail(db: Transaction, workspaceId: string, email: string): Promise<boolean> {
  return (await db.membership.count({ where: { workspaceId, user: { email } } })) > 0;
}

export async function deleteMembership(tx: Transaction, workspaceId: string, userId: string): Promise<void> {
  await tx.membership.delete({ where: { workspaceId_userId: { workspaceId, userId } } });
}

/** An invitation replaces the earlier ones that nobody took to the same address. */
export async function replaceInvitation(
  tx: Transaction,
  row: OpenInvitation & { workspaceId: string; tokenHash: Uint8Array<ArrayBuffer> },
): Promise<void> {
  const { workspaceId, email } = row;
  await tx.invitation.deleteMany({ where: { workspaceId, email, acceptedAt: null } });
  await tx.invitation.create({ data: row });
}

/** Newest first. */
export async function readOpenInvitations(db: Transaction, workspaceId: string): Promise<OpenInvitation[]> {
  const rows = await db.invitation.findMany({
    where: { workspaceId, acceptedAt: null },
    orderBy: { id: "desc" },
    select: { id: true, email: true, role: true, createdAt: true, expiresAt: true },
  });
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}

/** Deletes an invitation nobody took; null when there is none of this id. */
export async function deleteInvitation(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<{ email: string; role: string } | null> {
  const where = { workspaceId, id, acceptedAt: null };
  const found = await tx.invitation.findFirst({ where, select: { email: true, role: true } });
  const { count } = await tx.invitation.deleteMany({ where });
  return count > 0 ? found : null;
}

type Invited = { id: string; workspaceId: string; workspaceName: string; email: string; role: Role };

/** The invitation of this token, while it can be taken. */
export async function findInvitation(
  db: Transaction,
  tokenHash: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<Invited | null> {
  const row = await db.invitation.findFirst({
    where: { tokenHash, acceptedAt: null, expiresAt: { gt: now } },
    select: { id: true, workspaceId: true, email: true, role: true, workspace: { select: { name: true } } },
  });
  if (!row) return null;
  const { workspace, ...rest } = row;
  return { ...rest, workspaceName: workspace.name, role: row.role as Role };
}

/** Takes the invitation; of several callers with one token one gets it. */
export async function takeInvitation(
  tx: Transaction,
  invited: { workspaceId: string; id: string },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { ...invited, acceptedAt: null, expiresAt: { gt: now } },
    data: { acceptedAt: now },
  });
  return count > 0;
}

/** The workspaces a person belongs to, by name. */
export async function readOwnWorkspaces(
  db: Transaction,
  userId: string,
): Promise<Omit<OwnWorkspace, "current">[]> {
  const rows = await db.membership.findMany({
    where: { userId },
    orderBy: [{ workspace: { name: "asc" } }, { workspaceId: "asc" }],
    select: { role: true, workspace: { select: { id: true, name: true } } },
  });
  return rows.map(({ role, workspace }) => ({ ...workspace, role: role as Role }));
}

/** Makes the workspace the one shown; false for one the person does not belong to. */
export async function chooseWorkspace(
  db: Transaction,
  choice: { userId: string; workspaceId: string; at: Date },
): Promise<boolean> {
  const { userId, workspaceId, at } = choice;
  const { count } = await db.membership.updateMany({
    where: { userId, workspaceId },
    data: { chosenAt: at },
  });
  return count > 0;
}

export async function saveName(db: Transaction, userId: string, name: string): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { name }, select: { id: true } });
}
