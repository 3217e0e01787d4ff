import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { Platform } from "../platform/platform.ts";
import { insertWorkspaceIfAbsent } from "./store.ts";

/** What a new workspace begins with, written in the transaction that makes it; a noun adds its own. */
export type OnWorkspaceCreated = (tx: Transaction, workspaceId: string) => Promise<void>;

/**
 * Finds the workspace by its slug, or makes it together with what it begins with. Processes that start at the same time
 * agree: one makes it, the others wait and find it.
 */
export async function ensureWorkspace(request: {
  platform: Platform;
  input: { slug: string; name: string };
  onWorkspaceCreated: OnWorkspaceCreated[];
}): Promise<{ id: string; created: boolean }> {
  const { platform, input, onWorkspaceCreated } = request;
  return platform.database.prisma.$transaction(async (tx) => {
    const workspace = await insertWorkspaceIfAbsent(tx, { id: newId(), ...input, createdAt: new Date() });
    if (workspace.created) for (const begin of onWorkspaceCreated) await begin(tx, workspace.id);
    return workspace;
  });
}
