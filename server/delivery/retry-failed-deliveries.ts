import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { retryDelivery } from "./retry-delivery.ts";
import { idsByStatus } from "./store.ts";

const atOnce = 500;

/**
 * Tries failed deliveries anew, the oldest first and at most 500: all of them, or those of one channel.
 * @returns how many, and whether there are more
 */
export async function retryFailedDeliveries({
  ctx,
  input,
}: {
  ctx: Context;
  input: { channelId?: string };
}): Promise<{ count: number; more: boolean }> {
  const { prisma } = ctx.platform.database;
  const filter = { status: "failed" as const, ...input, take: atOnce + 1 };
  const ids = await idsByStatus(prisma, ctx.workspaceId, filter);
  let count = 0;
  for (const id of ids.slice(0, atOnce))
    try {
      await retryDelivery({ ctx, input: { id } });
      count += 1;
    } catch (error) {
      // Somebody else was quicker with this one.
      if (!(error instanceof DomainError && error.code === "already_decided")) throw error;
    }
  return { count, more: ids.length > atOnce };
}
