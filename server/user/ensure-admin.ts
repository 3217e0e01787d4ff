import { newId } from "../platform/ids.ts";
import type { Platform } from "../platform/platform.ts";
import { hashPassword } from "./hash-password.ts";
import { findCredentials, insertUserIfAbsent, saveMembership, savePasswordHash } from "./store.ts";
import { verifyPassword } from "./verify-password.ts";

/**
 * Makes the person an admin of the workspace, with this password where one is given. A password other than the stored
 * one replaces it and ends every session the person has; the same one changes nothing.
 */
export async function ensureAdmin(request: {
  platform: Platform;
  input: { workspaceId: string; email: string; name: string; password?: string };
}): Promise<{ userId: string }> {
  const { platform, input } = request;
  const { prisma } = platform.database;
  // Hashing takes tens of milliseconds, so it happens before the transaction.
  const known = await findCredentials(prisma, input.email);
  const passwordHash =
    input.password !== undefined &&
    !(known?.passwordHash && (await verifyPassword(known.passwordHash, input.password)))
      ? await hashPassword(input.password)
      : undefined;
  return prisma.$transaction(async (tx) => {
    const createdAt = new Date();
    const { email, name, workspaceId } = input;
    const { id: userId } = await insertUserIfAbsent(tx, { id: newId(), email, name, createdAt });
    await saveMembership(tx, { workspaceId, userId, role: "admin", createdAt });
    if (passwordHash) await savePasswordHash(tx, userId, passwordHash);
    return { userId };
  });
}
