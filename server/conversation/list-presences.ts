import type { Context } from "../context.ts";
import { presentNow } from "./presence/store.ts";
import type { Presence } from "./schema.ts";

/** Who looks at which conversation just now, the acting person not among them. */
export async function listPresences({ ctx }: { ctx: Context }): Promise<Presence[]> {
  const present = await presentNow(ctx.platform.database.prisma, ctx.workspaceId);
  const me = ctx.actor.kind === "user" ? ctx.actor.id : undefined;
  return present.filter(({ userId }) => userId !== me);
}
