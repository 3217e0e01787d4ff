import { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { Delivery, DeliveryAttempt, DeliveryPayload, DeliveryStatus } from "./schema.ts";

const attempts = {
  select: {
    number: true,
    outcome: true,
    startedAt: true,
    durationMs: true,
    httpStatus: true,
    response: true,
    error: true,
    errorCode: true,
    request: true,
    answered: true,
    mayHaveArrived: true,
    channelId: true,
  },
  orderBy: { number: "asc" },
} as const;

function toDelivery(found: Prisma.DeliveryGetPayload<{ include: { attempts: typeof attempts } }>): Delivery {
  const { workspaceId: _, ...delivery } = found;
  return {
    ...delivery,
    status: delivery.status as DeliveryStatus,
    waitsFor: delivery.waitsFor as Delivery["waitsFor"],
    payload: JSON.parse(delivery.payload) as DeliveryPayload,
    attempts: delivery.attempts as DeliveryAttempt[],
  };
}

export async function insertDelivery(
  tx: Transaction,
  input: {
    id: string;
    workspaceId: string;
    suggestionId: string;
    conversationId: string;
    channelId: string | null;
    payload: DeliveryPayload;
    now: Date;
  },
): Promise<void> {
  const { now, payload, ...rest } = input;
  await tx.delivery.create({
    data: { ...rest, payload: JSON.stringify(payload), status: "queued", createdAt: now, updatedAt: now },
  });
}

export async function findDelivery(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<Delivery | null> {
  const found = await tx.delivery.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    include: { attempts },
  });
  return found && toDelivery(found);
}

export async function pageOfDeliveries(
  tx: Transaction,
  workspaceId: string,
  filter: {
    status?: DeliveryStatus;
    conversationId?: string;
    channelId?: string;
    beforeId?: string;
    take: number;
  },
): Promise<Delivery[]> {
  const { beforeId, take, ...where } = filter;
  const found = await tx.delivery.findMany({
    where: { workspaceId, ...where, ...(beforeId ? { id: { lt: beforeId } } : {}) },
    orderBy: { id: "desc" },
    take,
    include: { attempts },
  });
  return found.map(toDelivery);
}

/** Oldest first. */
export async function deliveriesOf(
  tx: Transaction,
  workspaceId: string,
  conversationId: string,
): Promise<Delivery[]> {
  const found = await tx.delivery.findMany({
    where: { workspaceId, conversationId },
    orderBy: { id: "asc" },
    include: { attempts },
  });
  return found.map(toDelivery);
}

/** The exact text every attempt posts. */
export async function deliveryBody(tx: Transaction, workspaceId: string, id: string): Promise<string> {
  const { payload } = await tx.delivery.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id } },
    select: { payload: true },
  });
  return payload;
}

/** The delivery's state, locked until the transaction ends; null when there is none. */
export async function lockDelivery(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<{ status: DeliveryStatus; round: number } | null> {
  const rows = await tx.$queryRaw<{ status: DeliveryStatus; round: number }[]>`
    SELECT status, round FROM delivery
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  return rows[0] ?? null;
}

/** Whatever it waited for is over. */
const goingOn = { waitsFor: null, turnAt: null };
const anew = { ...goingOn, receiptAt: null, receiptText: null };

/** Raises the round of a delivery that is to be tried anew; what its new run has to know. */
export async function beginRound(
  tx: Transaction,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<{ round: number; before: number; channelId: string | null }> {
  const row = await tx.delivery.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { ...anew, status: "queued", nextAttemptAt: null, round: { increment: 1 }, updatedAt: now },
    select: {
      round: true,
      channelId: true,
      attempts: { select: { number: true }, orderBy: { number: "desc" }, take: 1 },
    },
  });
  return { round: row.round, before: row.attempts[0]?.number ?? 0, channelId: row.channelId };
}

/** Ids of deliveries in this state, oldest first. */
export async function idsByStatus(
  tx: Transaction,
  workspaceId: string,
  filter: { status: DeliveryStatus; channelId?: string; take: number },
): Promise<string[]> {
  const { take, ...where } = filter;
  const rows = await tx.delivery.findMany({
    where: { workspaceId, ...where },
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** How many deliveries of each channel are in each of these states. */
export async function countByChannel(
  tx: Transaction,
  workspaceId: string,
  statuses: DeliveryStatus[],
): Promise<{ channelId: string | null; status: DeliveryStatus; count: number }[]> {
  const rows = await tx.delivery.groupBy({
    by: ["channelId", "status"],
    where: { workspaceId, status: { in: statuses } },
    _count: { _all: true },
  });
  return rows.map((row) => ({
    channelId: row.channelId,
    status: row.status as DeliveryStatus,
    count: row._count._all,
  }));
}

export async function changeDelivery(
  tx: Transaction,
  workspaceId: string,
  id: string,
  changes: { status: DeliveryStatus; nextAttemptAt: Date | null; round?: number; now: Date },
): Promise<void> {
  const { now, ...data } = changes;
  await tx.delivery.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { ...goingOn, ...data, updatedAt: now },
    select: { id: true },
  });
}

/** Opens attempt `number`; one that a crash left open is made again under the same number and idempotency key. */
export async function startAttempt(
  tx: Transaction,
  input: { workspaceId: string; deliveryId: string; number: number; startedAt: Date },
): Promise<void> {
  const { workspaceId, deliveryId, number, startedAt } = input;
  const fresh = {
    outcome: "sending",
    startedAt,
    durationMs: null,
    httpStatus: null,
    response: null,
    error: null,
    errorCode: null,
    request: Prisma.DbNull,
    answered: Prisma.DbNull,
    mayHaveArrived: false,
  };
  await tx.deliveryAttempt.upsert({
    where: { workspaceId_deliveryId_number: { workspaceId, deliveryId, number } },
    create: { id: newId(), workspaceId, deliveryId, number, ...fresh },
    update: fresh,
  });
}

export async function finishAttempt(
  tx: Transaction,
  input: { workspaceId: string; deliveryId: string; number: number } & Omit<
    DeliveryAttempt,
    "number" | "startedAt"
  >,
): Promise<void> {
  const { workspaceId, deliveryId, number, request, answered, ...data } = input;
  await tx.deliveryAttempt.update({
    where: { workspaceId_deliveryId_number: { workspaceId, deliveryId, number } },
    data: { ...data, request: request ?? Prisma.DbNull, answered: answered ?? Prisma.DbNull },
    select: { id: true },
  });
}

/** How many deliveries are in each of these states, and the oldest of each. */
export async function waitingByStatus(
  tx: Transaction,
  workspaceId: string,
  statuses: DeliveryStatus[],
): Promise<{ status: DeliveryStatus; count: number; oldestAt: Date | null }[]> {
  const rows = await tx.delivery.groupBy({
    by: ["status"],
    where: { workspaceId, status: { in: statuses } },
    _count: { _all: true },
    _min: { createdAt: true },
  });
  return rows.map((row) => ({
    status: row.status as DeliveryStatus,
    count: row._count._all,
    oldestAt: row._min.createdAt,
  }));
}
