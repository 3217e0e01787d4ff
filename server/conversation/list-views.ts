import type { Context } from "../context.ts";
import type { InboxView } from "./schema.ts";
import { viewsFor } from "./views/store.ts";

/** The acting person's views of the inbox and those the team shares. An actor who is no person has the team's. */
export async function listViews({ ctx }: { ctx: Context }): Promise<InboxView[]> {
  const userId = ctx.actor.kind === "user" ? ctx.actor.id : "00000000-0000-0000-0000-000000000000";
  return viewsFor(ctx.platform.database.prisma, ctx.workspaceId, userId);
}
