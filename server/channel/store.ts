import { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { PauseReason } from "./rules.ts";
import type { Channel } from "./schema.ts";
import type { Sending } from "./sending/schema.ts";
import type { Wording } from "./wording/schema.ts";

const fields = {
  id: true,
  name: true,
  kind: true,
  config: true,
  createdAt: true,
  updatedAt: true,
  pausedAt: true,
  pauseReason: true,
  failingSince: true,
  failedInARow: true,
  failingError: true,
  sending: true,
  wording: true,
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

/** The channels of a kind, oldest first, with where the fetching of their messages stopped. */
export async function channelsOfKind(
  tx: Transaction,
  workspaceId: string,
  kind: string,
): Promise<(Channel & { cursor: string | null })[]> {
  const found = await tx.channel.findMany({
    where: { workspaceId, kind, deletedAt: null },
    orderBy: { id: "asc" },
    select: { ...fields, cursor: true },
  });
  return found.map((row) => ({ ...toChannel(row), cursor: row.cursor }));
}

export async function setCursor(
  tx: Transaction,
  workspaceId: string,
  id: string,
  cursor: string | null,
): Promise<void> {
  await tx.channel.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { cursor },
    select: { id: true },
  });
}

/** How the channel lets replies leave, null for a deleted one; locked against a change of that until the transaction ends. */
export async function lockSending(
  tx: Transaction,
  workspaceId: string,
  { id, limited }: { id: string; limited: boolean },
): Promise<{ pausedAt: Date | null; sending: Sending; freeAt: Date | null } | null> {
  // Who takes a turn keeps the others from taking the same one.
  const lock = limited ? Prisma.sql`FOR NO KEY UPDATE` : Prisma.sql`FOR SHARE`;
  const rows = await tx.$queryRaw<{ pausedAt: Date | null; sending: Sending; freeAt: Date | null }[]>`
    SELECT paused_at AS "pausedAt", sending, turn_free_at AS "freeAt" FROM channel
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid AND deleted_at IS NULL ${lock}`;
  return rows[0] ?? null;
}

export async function setFreeTurn(
  tx: Transaction,
  workspaceId: string,
  { id, freeAt }: { id: string; freeAt: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE channel SET turn_free_at = ${freeAt} WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid`;
}

/** The names of channels, deleted ones too. */
export async function channelNames(tx: Transaction, workspaceId: string, ids: string[]) {
  return tx.channel.findMany({ where: { workspaceId, id: { in: ids } }, select: { id: true, name: true } });
}

export async function insertChannel(
  tx: Transaction,
  input: {
    workspaceId: string;
    name: string;
    kind: string;
    config: object;
    sending?: Sending;
    wording?: Wording;
    now: Date;
  },
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
  changes: {
    name?: string;
    config?: object;
    sending?: Sending;
    wording?: Wording;
    deletedAt?: Date;
    pausedAt?: Date | null;
    pauseReason?: PauseReason | null;
    failingSince?: Date | null;
    failedInARow?: number;
    failingError?: string | null;
    now: Date;
  },
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
