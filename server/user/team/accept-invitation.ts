import { recordAudit } from "../../audit/record-audit.ts";
import { makeContext } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { recordChange } from "../../platform/changes.ts";
import { newId } from "../../platform/ids.ts";
import type { Platform } from "../../platform/platform.ts";
import { hashPassword } from "../hash-password.ts";
import { hashSignInToken } from "../rules.ts";
import { type Member, newPasswordSchema, personNameSchema } from "../schema.ts";
import { signInWithPassword } from "../sign-in-with-password.ts";
import { findMember, findPerson, insertUserIfAbsent, saveMembership, savePasswordHash } from "../store.ts";
import { chooseWorkspace, findInvitation, saveName, takeInvitation } from "./store.ts";

/**
 * Joins the workspace an invitation is for and signs in. A new person, or one who was removed from every workspace,
 * chooses name and password; an account in use joins by its own password, since a link made by one workspace's admin
 * must not open what belongs to another.
 * @returns null for a wrong password
 * @throws DomainError `not_found` for a link that was taken, withdrawn or is too old, `invalid_input`, `rate_limited`
 */
export async function acceptInvitation(request: {
  platform: Platform;
  input: { token: string; name: string; password: string; peer: string | undefined };
}): Promise<Member | null> {
  const { platform, input } = request;
  const { prisma } = platform.database;
  const now = new Date();
  const gone = new DomainError("not_found", "This invitation was used before, withdrawn, or is too old.");
  const invited = /^[\w-]{43}$/.test(input.token)
    ? await findInvitation(prisma, hashSignInToken(input.token), now)
    : null;
  if (!invited) throw gone;
  const { workspaceId, email, role } = invited;

  const person = await findPerson(prisma, email);
  const known = person !== null && person.memberships > 0;
  if (known && !(await signInWithPassword({ platform, input: { ...input, email } }))) return null;
  const fresh = known ? undefined : await readChoice(input);

  const userId = await prisma.$transaction(async (tx) => {
    if (!(await takeInvitation(tx, { workspaceId, id: invited.id }, now))) throw gone;
    const made = await insertUserIfAbsent(tx, {
      id: newId(),
      email,
      name: fresh?.name ?? email,
      createdAt: now,
    });
    // Somebody joined elsewhere with this address while the password was being hashed: that account's password counts.
    const stillFree = made.created || (await findPerson(tx, email))?.memberships === 0;
    if (fresh && !stillFree) throw new DomainError("conflict", "Open the invitation again.");
    if (fresh) {
      await saveName(tx, made.id, fresh.name);
      await savePasswordHash(tx, made.id, fresh.passwordHash);
    }
    await saveMembership(tx, { workspaceId, userId: made.id, role, createdAt: now });
    await chooseWorkspace(tx, { userId: made.id, workspaceId, at: now });
    const actor = { kind: "user", id: made.id, name: fresh?.name ?? email } as const;
    await recordAudit(tx, {
      ctx: makeContext(platform, workspaceId, actor),
      action: "member.join",
      subjectKind: "user",
      subjectId: made.id,
      after: { email, role },
    });
    await recordChange(tx, workspaceId, "setting", made.id);
    return made.id;
  });
  return findMember(prisma, userId);
}

async function readChoice(input: { name: string; password: string }) {
  const name = personNameSchema.safeParse(input.name);
  const password = newPasswordSchema.safeParse(input.password);
  if (!name.success || !password.success)
    throw new DomainError("invalid_input", "Give a name, and a password of at least 8 characters.");
  return { name: name.data, passwordHash: await hashPassword(password.data) };
}
