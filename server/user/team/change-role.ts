import { recordAudit } from "../../audit/record-audit.ts";
import type { Context } from "../../context.ts";
import { DomainError, notFound } from "../../errors.ts";
import { recordChange } from "../../platform/changes.ts";
import type { Role } from "../schema.ts";
import { raiseSessionVersion, saveMembership } from "../store.ts";
import { lockRole } from "./store.ts";

/**
 * Gives a member another role. Whoever loses rights is signed out everywhere at once.
 * @throws DomainError `not_found`; `last_admin` rather than leave a workspace that nobody can run
 */
export async function changeRole(request: {
  ctx: Context;
  input: { userId: string; role: Role };
}): Promise<void> {
  const { ctx, input } = request;
  const { workspaceId } = ctx;
  const { userId, role } = input;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const before = await lockRole(tx, workspaceId, userId);
    if (!before) throw notFound("member");
    if (before.role === role) return;
    if (before.role === "admin" && before.otherAdmins === 0)
      throw new DomainError("last_admin", "This is the last admin. Make somebody else an admin first.");
    await saveMembership(tx, { workspaceId, userId, role, createdAt: ctx.now() });
    if (role === "agent") await raiseSessionVersion(tx, userId);
    await recordAudit(tx, {
      ctx,
      action: "member.change_role",
      subjectKind: "user",
      subjectId: userId,
      before: { role: before.role },
      after: { role },
    });
    await recordChange(tx, workspaceId, "setting", userId);
  });
}
