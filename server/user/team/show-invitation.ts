import type { Platform } from "../../platform/platform.ts";
import { hashSignInToken } from "../rules.ts";
import { findPerson } from "../store.ts";
import { findInvitation } from "./store.ts";

/**
 * What an invitation offers to whoever holds its link; null once it was taken, withdrawn or is too old. Looking does not
 * use it up.
 * @returns `known` when the address has an account that is in use: its own password is asked for, none is set
 */
export async function showInvitation(request: {
  platform: Platform;
  input: { token: string };
}): Promise<{ workspaceName: string; email: string; known: boolean } | null> {
  const { prisma } = request.platform.database;
  if (!/^[\w-]{43}$/.test(request.input.token)) return null;
  const invited = await findInvitation(prisma, hashSignInToken(request.input.token), new Date());
  if (!invited) return null;
  const { workspaceName, email } = invited;
  const person = await findPerson(prisma, email);
  return { workspaceName, email, known: person !== null && person.memberships > 0 };
}
