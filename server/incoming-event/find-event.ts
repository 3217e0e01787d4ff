import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { IncomingEvent } from "./schema.ts";
import { readEvent } from "./store.ts";

/** Throws DomainError("not_found"). */
export async function findEvent(ctx: Context, id: string): Promise<IncomingEvent> {
  const event = await readEvent(ctx.platform.database.prisma, ctx.workspaceId, id);
  if (!event) throw notFound("event");
  return event;
}
