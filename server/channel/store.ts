import type { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { Channel } from "./schema.ts";

const fields = {
  id: true,
  name: true,
  kind: true,
  config: true,
  createdAt: true,
  updatedAt: true,
  pausedAt: true,
} as const;

function toChannel(found: Prisma.ChannelGetPayload<{ select: typeof fields }>): Channel {
  return found as Channel;
}

/** The channel, unless it was deleted. */
export async function channelFor(tx: Transaction, workspaceId: string, id: string): Promise<Channel | null> {
  const found = await tx.channel.findFirst({ where: { workspaceId, id, deletedAt: null }, select: fields });
  return found && toChannel(found);
}

export async function pageOfChannels(
  tx: Transaction,
  workspaceId: string,
  page: { beforeId: string | undefined; take: number },
): Promise<Channel[]> {
  const found = await tx.channel.findMany({
    where: { workspaceId, deletedAt: null, ...(page.beforeId ? { id: { lt: page.beforeId } } : {}) },
    orderBy: { id: "desc" },
    take: page.take,
    select: fields,
  });
  return found.map(toChannel);
}

/** Whether the channel is paused, locked against a change of that until the transaction ends. */
export async function lockPause(tx: Transaction, workspaceId: string, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ paused: boolean }[]>`
    SELECT paused_at IS NOT NULL AND deleted_at IS NULL AS paused FROM channel
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid FOR SHARE`;
  return rows[0]?.paused ?? false;
}

/** The names of channels, deleted ones too. */
export async function channelNames(tx: Transaction, workspaceId: string, ids: string[]) {
  return tx.channel.findMany({ where: { workspaceId, id: { in: ids } }, select: { id: true, name: true } });
}

export async function insertChannel(
  tx: Transaction,
  input: { workspaceId: string; name: string; kind: string; config: object; now: Date },
): Promise<Channel> {
  const { now, ...data } = input;
  return toChannel(
    await tx.channel.create({
      data: { id: newId(), ...data, createdAt: now, updatedAt: now },
      select: fields,
    }),
  );
}

export async function changeChannel(
  tx: Transaction,
  workspaceId: string,
  id: string,
  changes: { name?: string; config?: object; deletedAt?: Date; pausedAt?: Date | null; now: Date },
): Promise<Channel> {
  const { now, ...data } = changes;
  return toChannel(
    await tx.channel.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { ...data, updatedAt: now },
      select: fields,
    }),
  );
}
