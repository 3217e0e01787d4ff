import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { returnToWindow, takeFromWindow } from "../platform/rate-limit.ts";
import { hashPassword } from "./hash-password.ts";
import { requirePerson } from "./require-person.ts";
import { signInWindows } from "./rules.ts";
import { findPasswordHash, savePasswordHash } from "./store.ts";
import { verifyPassword } from "./verify-password.ts";

/**
 * Replaces the person's password, which signs them out everywhere. The current one is asked for, where there is one:
 * an unlocked screen must not be enough.
 * @throws DomainError `wrong_password`, `rate_limited`
 */
export async function changePassword(request: {
  ctx: Context;
  input: { current: string; next: string };
}): Promise<void> {
  const { ctx, input } = request;
  const { prisma } = ctx.platform.database;
  const userId = requirePerson(ctx);
  const key = `change-password:${userId}`;
  const use = await takeFromWindow(prisma, key, signInWindows.account);
  if (!use.allowed)
    throw new DomainError("rate_limited", "Too many attempts. Try again later.", {
      retryAfterSeconds: use.retryAfterSeconds,
    });
  const known = await findPasswordHash(prisma, userId);
  if (known && !(await verifyPassword(known, input.current)))
    throw new DomainError("wrong_password", "The current password is not right.");
  await returnToWindow(prisma, key);
  const passwordHash = await hashPassword(input.next);
  await prisma.$transaction((tx) => savePasswordHash(tx, userId, passwordHash));
}
