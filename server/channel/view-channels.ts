import type { Context } from "../context.ts";
import type { Transaction } from "../platform/database.ts";
import { describeSecrets } from "../secret/describe-secrets.ts";
import type { Channel, ChannelView } from "./schema.ts";

/** Channels as they are shown, with the last four characters of their secrets. */
export async function viewChannels(
  tx: Transaction,
  ctx: Context,
  channels: Channel[],
): Promise<ChannelView[]> {
  const ids = channels.map((channel) => channel.id);
  const secrets = await describeSecrets(tx, { ctx, owners: { kind: "channel", ids, slot: "signing" } });
  return channels.map((channel) => ({
    ...channel,
    secretLast4: secrets.get(channel.id)?.[0]?.last4 ?? null,
  }));
}
