import { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { Playbook, PlaybookVersion } from "./schema.ts";

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
  condition: true,
  toolIds: true,
  toolInputs: true,
  replyTemplate: true,
  workingHours: true,
  outsideHours: true,
  version: true,
  createdAt: true,
  updatedAt: true,
} as const;

function toPlaybook(found: Prisma.PlaybookGetPayload<{ select: typeof fields }>): Playbook {
  return found as unknown as Playbook;
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

type PlaybookFields = Omit<Playbook, "id" | "version" | "createdAt" | "updatedAt">;

/** The part of a playbook that its versions keep. */
function contentOf({
  id: _,
  version: __,
  createdAt: ___,
  updatedAt: ____,
  ...content
}: Playbook): PlaybookFields {
  return content;
}

async function keepVersion(
  tx: Transaction,
  workspaceId: string,
  playbook: Playbook,
  author: object,
): Promise<void> {
  await tx.playbookVersion.create({
    data: {
      id: newId(),
      workspaceId,
      playbookId: playbook.id,
      number: playbook.version,
      content: contentOf(playbook) as unknown as Prisma.InputJsonObject,
      author,
      createdAt: playbook.updatedAt,
    },
  });
}

/** Newest first, the last hundred. */
export async function versionsOf(
  tx: Transaction,
  workspaceId: string,
  playbookId: string,
): Promise<PlaybookVersion[]> {
  const found = await tx.playbookVersion.findMany({
    where: { workspaceId, playbookId },
    orderBy: { number: "desc" },
    take: 100,
    select: { id: true, number: true, content: true, author: true, createdAt: true },
  });
  return found as unknown as PlaybookVersion[];
}

const orDbNull = <T>(value: T) => (value === null ? Prisma.DbNull : value);

export async function insertPlaybook(
  tx: Transaction,
  workspaceId: string,
  playbook: PlaybookFields,
  { author, now }: { author: object; now: Date },
): Promise<Playbook> {
  const { condition, workingHours, ...rest } = playbook;
  const row = { ...rest, condition: orDbNull(condition), workingHours: orDbNull(workingHours) };
  const data = { id: newId(), workspaceId, ...row, createdAt: now, updatedAt: now };
  const made = toPlaybook(await tx.playbook.create({ data, select: fields }));
  await keepVersion(tx, workspaceId, made, author);
  return made;
}

export async function changePlaybook(
  tx: Transaction,
  workspaceId: string,
  id: string,
  changes: Partial<PlaybookFields>,
  { author, now }: { author: object; now: Date },
): Promise<Playbook> {
  const { condition, workingHours, ...rest } = changes;
  const changed = toPlaybook(
    await tx.playbook.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: {
        ...rest,
        ...(condition !== undefined && { condition: orDbNull(condition) }),
        ...(workingHours !== undefined && { workingHours: orDbNull(workingHours) }),
        version: { increment: 1 },
        updatedAt: now,
      },
      select: fields,
    }),
  );
  await keepVersion(tx, workspaceId, changed, author);
  return changed;
}

export async function removePlaybook(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  await tx.playbook.delete({ where: { workspaceId_id: { workspaceId, id } }, select: { id: true } });
}

/** The playbooks that send by a channel, by name. */
export async function playbooksWithChannel(
  tx: Transaction,
  workspaceId: string,
): Promise<{ id: string; name: string; channelId: string | null }[]> {
  return tx.playbook.findMany({
    where: { workspaceId, channelId: { not: null } },
    orderBy: { name: "asc" },
    select: { id: true, name: true, channelId: true },
  });
}
