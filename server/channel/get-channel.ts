import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { ChannelView } from "./schema.ts";
import { channelFor } from "./store.ts";
import { viewChannels } from "./view-channels.ts";

export async function getChannel({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<ChannelView> {
  const { prisma } = ctx.platform.database;
  const channel = await channelFor(prisma, ctx.workspaceId, input.id);
  if (!channel) throw notFound("channel");
  return (await viewChannels(prisma, ctx, [channel]))[0]!;
}
