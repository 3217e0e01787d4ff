import { newId } from "../platform/ids.ts";
import type { Platform } from "../platform/platform.ts";
import { environmentKeyName, hashApiKey } from "./rules.ts";
import { findByHash, insertApiKeyIfAbsent, revokeOthersNamed } from "./store.ts";

/**
 * Sees to it that the key of the environment is an admin key of the workspace, and the only one of its kind: another value
 * replaces it. One that was revoked on a screen stays revoked.
 */
export async function ensureApiKey(request: {
  platform: Platform;
  input: { workspaceId: string; key: string };
}): Promise<void> {
  const { platform, input } = request;
  const { workspaceId, key } = input;
  const hash = hashApiKey(key);
  const createdAt = new Date();
  const name = environmentKeyName;
  await platform.database.prisma.$transaction(async (tx) => {
    await revokeOthersNamed(tx, workspaceId, name, hash, createdAt);
    const row = {
      id: newId(),
      workspaceId,
      name,
      role: "admin",
      hash,
      last4: key.slice(-4),
      createdAt,
    } as const;
    if (await insertApiKeyIfAbsent(tx, row)) return;
    const known = await findByHash(tx, hash);
    if (known?.revokedAt || known?.workspaceId !== workspaceId)
      platform.logger.warn("The key in FIRSTLINE_API_KEY was revoked; set another one.");
  });
}
