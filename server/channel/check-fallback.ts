import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { Sending } from "./sending/schema.ts";
import { channelFor } from "./store.ts";

/**
 * Refuses a fallback that is the channel itself or none of the workspace's.
 * @throws DomainError("invalid_input")
 */
export async function checkFallback(
  ctx: Context,
  sending: Sending | undefined,
  channelId?: string,
): Promise<void> {
  const id = sending?.fallback_channel_id;
  if (id === undefined) return;
  if (id === channelId) throw new DomainError("invalid_input", "A channel cannot be its own fallback.");
  if (!(await channelFor(ctx.platform.database.prisma, ctx.workspaceId, id)))
    throw new DomainError("invalid_input", "There is no such channel to fall back to.");
}
