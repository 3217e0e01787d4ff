import { DomainError } from "../errors.ts";
import type { Platform } from "../platform/platform.ts";
import { returnToWindow, takeFromWindow } from "../platform/rate-limit.ts";
import { accountWindowKey, peerWindowKey, signInWindows } from "./rules.ts";
import { emailSchema, type Member, maxPasswordLength } from "./schema.ts";
import { findCredentials, findMember } from "./store.ts";
import { verifyPassword } from "./verify-password.ts";

/**
 * The member whose address and password these are; null when they are not, in the same time and with the same answer
 * whether or not the address is known. Only failures use up the windows of the account and of the caller's address.
 * @param input.peer the caller's network address, where it is known for certain
 * @throws DomainError `invalid_input` for an overlong password, `rate_limited` with the seconds to wait
 */
export async function signInWithPassword(request: {
  platform: Platform;
  input: { email: string; password: string; peer: string | undefined };
}): Promise<Member | null> {
  const { platform, input } = request;
  const { prisma } = platform.database;
  if (input.password.length > maxPasswordLength)
    throw new DomainError("invalid_input", `A password has at most ${maxPasswordLength} characters.`);

  const windows = [
    { key: accountWindowKey(input.email), window: signInWindows.account },
    input.peer
      ? { key: peerWindowKey(input.peer), window: signInWindows.peer }
      : { key: peerWindowKey(""), window: signInWindows.unknownPeer },
  ];
  for (const { key, window } of windows) {
    const use = await takeFromWindow(prisma, key, window);
    if (!use.allowed)
      throw new DomainError("rate_limited", "Too many attempts to sign in. Try again later.", {
        retryAfterSeconds: use.retryAfterSeconds,
      });
  }

  const email = emailSchema.safeParse(input.email);
  const credentials = email.success ? await findCredentials(prisma, email.data) : null;
  const matches = await verifyPassword(credentials?.passwordHash ?? null, input.password);
  const member = matches && credentials ? await findMember(prisma, credentials.id) : null;
  if (member) for (const { key } of windows) await returnToWindow(prisma, key);
  platform.logger.info(
    { userId: credentials?.id, peer: input.peer },
    member ? "sign_in.done" : "sign_in.refused",
  );
  return member;
}
