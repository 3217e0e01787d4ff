import type { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { Playbook } from "./schema.ts";

const fields = {
  id: true,
  name: true,
  endpointId: true,
  eventType: true,
  instruction: true,
  knowledgeFilter: true,
  channelId: true,
  autonomy: true,
  priority: true,
  createdAt: true,
  updatedAt: true,
} as const;

function toPlaybook(found: Prisma.PlaybookGetPayload<{ select: typeof fields }>): Playbook {
  return found as Playbook;
}

export async function findPlaybook(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<Playbook | null> {
  const found = await tx.playbook.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: fields,
  });
  return found && toPlaybook(found);
}

export async function allPlaybooks(tx: Transaction, workspaceId: string): Promise<Playbook[]> {
  return (await tx.playbook.findMany({ where: { workspaceId }, select: fields })).map(toPlaybook);
}

export async function pageOfPlaybooks(
  tx: Transaction,
  workspaceId: string,
  page: { beforeId: string | undefined; take: number },
): Promise<Playbook[]> {
  const found = await tx.playbook.findMany({
    where: { workspaceId, ...(page.beforeId ? { id: { lt: page.beforeId } } : {}) },
    orderBy: { id: "desc" },
    take: page.take,
    select: fields,
  });
  return found.map(toPlaybook);
}

type PlaybookFields = Omit<Playbook, "id" | "createdAt" | "updatedAt">;

export async function insertPlaybook(
  tx: Transaction,
  workspaceId: string,
  playbook: PlaybookFields,
  now: Date,
): Promise<Playbook> {
  const data = { id: newId(), workspaceId, ...playbook, createdAt: now, updatedAt: now };
  return toPlaybook(await tx.playbook.create({ data, select: fields }));
}

export async function changePlaybook(
  tx: Transaction,
  workspaceId: string,
  id: string,
  changes: Partial<PlaybookFields>,
  now: Date,
): Promise<Playbook> {
  return toPlaybook(
    await tx.playbook.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { ...changes, updatedAt: now },
      select: fields,
    }),
  );
}

export async function removePlaybook(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  await tx.playbook.delete({ where: { workspaceId_id: { workspaceId, id } }, select: { id: true } });
}
