import type { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { Channel } from "./schema.ts";

const fields = { id: true, name: true, kind: true, config: true, createdAt: true, updatedAt: true } as const;

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
  changes: { name?: string; config?: object; deletedAt?: Date; now: Date },
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
