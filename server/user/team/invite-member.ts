import { randomBytes } from "node:crypto";
import { recordAudit } from "../../audit/record-audit.ts";
import type { Context } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { recordChange } from "../../platform/changes.ts";
import { newId } from "../../platform/ids.ts";
import { hashSignInToken } from "../rules.ts";
import type { NewInvitation } from "../schema.ts";
import { isMemberByEmail, replaceInvitation } from "./store.ts";

const invitationDays = 7;

/**
 * Makes a link by which one person may join within seven days; an earlier one to the same address stops working. Only the
 * token's SHA-256 is kept, so the link is answered this once.
 * @throws DomainError `already_member`
 */
export async function inviteMember(request: {
  ctx: Context;
  input: NewInvitation;
}): Promise<{ id: string; url: string; expiresAt: Date }> {
  const { ctx, input } = request;
  const { workspaceId } = ctx;
  const { email, role } = input;
  const token = randomBytes(32).toString("base64url");
  const id = newId();
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + invitationDays * 86_400_000);
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    if (await isMemberByEmail(tx, workspaceId, email))
      throw new DomainError("already_member", "This person is in the team already.");
    const tokenHash = hashSignInToken(token);
    await replaceInvitation(tx, { id, workspaceId, email, role, tokenHash, createdAt, expiresAt });
    const after = { email, role };
    await recordAudit(tx, {
      ctx,
      action: "member.invite",
      subjectKind: "invitation",
      subjectId: id,
      after,
    });
    await recordChange(tx, workspaceId, "setting", id);
  });
  return { id, url: `${ctx.platform.settings.publicUrl}/sign-in/invitation?token=${token}`, expiresAt };
}
