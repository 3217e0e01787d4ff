import { findReports } from "../channel/find-reports.ts";
import { kindOf } from "../channel/kinds/kinds.ts";
import { listChannels } from "../channel/list-channels.ts";
import { troubleOf } from "../channel/rules.ts";
import type { ChannelView, Reports } from "../channel/schema.ts";
import type { Context } from "../context.ts";
import { countByChannel } from "../delivery/store.ts";
import { playbooksWithChannel } from "./store.ts";

/** A channel with what depends on it: the playbooks that send by it, and its replies that wait or failed. */
export type ChannelOverview = ChannelView & {
  playbooks: { id: string; name: string }[];
  held: number;
  failed: number;
  trouble: ReturnType<typeof troubleOf>;
  /** Null for a kind whose messages name no address for reports. */
  reports: Reports | null;
};

/** The workspace's channels, newest first and at most a hundred, each with what depends on it. */
export async function overviewChannels({ ctx }: { ctx: Context }): Promise<ChannelOverview[]> {
  const { prisma } = ctx.platform.database;
  const { data } = await listChannels({ ctx, input: { limit: 100 } });
  const uses = await playbooksWithChannel(prisma, ctx.workspaceId);
  const counts = await countByChannel(prisma, ctx.workspaceId, ["held", "failed"]);
  return Promise.all(
    data.map(async (channel) => {
      const { answers } = kindOf(channel.kind);
      const isTold = answers?.asksForReceipts?.(channel.config) === true;
      const count = (status: string) =>
        counts.find((row) => row.channelId === channel.id && row.status === status)?.count ?? 0;
      return {
        ...channel,
        playbooks: uses
          .filter(({ channelId }) => channelId === channel.id)
          .map(({ id, name }) => ({ id, name })),
        held: count("held"),
        failed: count("failed"),
        trouble: troubleOf(channel),
        reports: isTold ? await findReports(ctx, answers.source) : null,
      };
    }),
  );
}
