import { recordAudit } from "../../audit/record-audit.ts";
import type { Context } from "../../context.ts";
import { DomainError, notFound } from "../../errors.ts";
import { recordChange } from "../../platform/changes.ts";
import { raiseSessionVersion } from "../store.ts";
import { deleteMembership, lockRole } from "./store.ts";

/**
 * Takes a person out of the workspace: signed out everywhere at once. What they did keeps their name.
 * @throws DomainError `not_found`, `last_admin`
 */
export async function removeMember(request: { ctx: Context; input: { userId: string } }): Promise<void> {
  const { ctx, input } = request;
  const { workspaceId } = ctx;
  const { userId } = input;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const before = await lockRole(tx, workspaceId, userId);
    if (!before) throw notFound("member");
    if (before.role === "admin" && before.otherAdmins === 0)
      throw new DomainError("last_admin", "This is the last admin. Make somebody else an admin first.");
    await deleteMembership(tx, workspaceId, userId);
    await raiseSessionVersion(tx, userId);
    await recordAudit(tx, {
      ctx,
      action: "member.remove",
      subjectKind: "user",
      subjectId: userId,
      before: { role: before.role },
    });
    await recordChange(tx, workspaceId, "setting", userId);
  });
}
