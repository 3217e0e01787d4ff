import type { Context } from "../context.ts";
import type { DemoState } from "./schema.ts";
import { findDemo, roleInDemo } from "./store.ts";

/** The demo workspace, for a member of it; null for others, and when there is none. */
export async function showDemo({ ctx }: { ctx: Context }): Promise<DemoState | null> {
  const { prisma } = ctx.platform.database;
  const demo = await findDemo(prisma);
  if (!demo || demo.state === "removing" || ctx.actor.kind !== "user") return null;
  const role = await roleInDemo(prisma, demo.id, ctx.actor.id);
  if (role === null) return null;
  return {
    workspaceId: demo.id,
    name: demo.name,
    state: demo.state,
    isCurrent: demo.id === ctx.workspaceId,
    mayRemove: role === "admin",
  };
}
