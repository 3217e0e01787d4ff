import type { Platform } from "../platform/platform.ts";
import { hashSignInToken } from "./rules.ts";
import type { Member } from "./schema.ts";
import { consumeSignInLink, findMember } from "./store.ts";

/** The member whose unused, unexpired token this is; null otherwise. Of several callers with one token one gets in. */
export async function signInWithLink(request: {
  platform: Platform;
  input: { token: string };
}): Promise<Member | null> {
  const { platform, input } = request;
  const { prisma } = platform.database;
  if (!/^[\w-]{43}$/.test(input.token)) return null;
  const userId = await consumeSignInLink(prisma, hashSignInToken(input.token), new Date());
  const member = userId ? await findMember(prisma, userId) : null;
  platform.logger.info({ userId }, member ? "sign_in.done" : "sign_in.refused");
  return member;
}
