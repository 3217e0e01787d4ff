import type { Platform } from "../platform/platform.ts";
import { ensureWorkspace, type OnWorkspaceCreated } from "../workspace/ensure-workspace.ts";
import { demoWorkspace } from "./rules.ts";
import { type DemoRow, findDemo, inviteFirstWorkspace, saveDemoState } from "./store.ts";

/**
 * Makes the empty demo workspace where one is wanted and none is there, open to everyone of the first workspace. What it
 * holds comes later, in the background.
 * @returns the demo there is now, or null
 */
export async function ensureDemo(request: {
  platform: Platform;
  input: { wanted: boolean };
  onWorkspaceCreated: OnWorkspaceCreated[];
}): Promise<DemoRow | null> {
  const { platform, input, onWorkspaceCreated } = request;
  const { prisma } = platform.database;
  const existing = await findDemo(prisma);
  if (existing || !input.wanted) return existing;
  await ensureWorkspace({
    platform,
    input: demoWorkspace,
    onWorkspaceCreated: [
      ...onWorkspaceCreated,
      async (tx, id) => {
        await saveDemoState(tx, id, "filling");
        await inviteFirstWorkspace(tx, id, new Date());
      },
    ],
  });
  return findDemo(prisma);
}
