import { Prisma } from "../../prisma/generated/client.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { Tool, ToolKind } from "./schema.ts";

const fields = {
  id: true,
  name: true,
  description: true,
  effect: true,
  approval: true,
  request: true,
  inputSchema: true,
  output: true,
  timeoutMs: true,
  sample: true,
  kind: true,
  state: true,
  definitionHash: true,
  origin: true,
  serverId: true,
  version: true,
  createdAt: true,
  updatedAt: true,
} as const;

const toTool = (found: Prisma.ToolGetPayload<{ select: typeof fields }>) => found as unknown as Tool;

export async function findTool(tx: Transaction, workspaceId: string, id: string): Promise<Tool | null> {
  const found = await tx.tool.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: fields,
  });
  return found && toTool(found);
}

export async function toolNamed(tx: Transaction, workspaceId: string, name: string): Promise<Tool | null> {
  const found = await tx.tool.findUnique({
    where: { workspaceId_name: { workspaceId, name } },
    select: fields,
  });
  return found && toTool(found);
}

/** The tools of these ids that exist, in the order asked for. */
export async function toolsOf(tx: Transaction, workspaceId: string, ids: string[]): Promise<Tool[]> {
  if (ids.length === 0) return [];
  const found = await tx.tool.findMany({ where: { workspaceId, id: { in: ids } }, select: fields });
  return ids.flatMap((id) => found.filter((tool) => tool.id === id).map(toTool));
}

export async function toolNames(tx: Transaction, workspaceId: string): Promise<string[]> {
  return (await tx.tool.findMany({ where: { workspaceId }, select: { name: true } })).map(({ name }) => name);
}

/** By name. */
export async function toolsOfKind(
  tx: Transaction,
  workspaceId: string,
  kind: ToolKind,
  serverId?: string,
): Promise<Tool[]> {
  const where = { workspaceId, kind, ...(serverId && { serverId }) };
  return (await tx.tool.findMany({ where, orderBy: { name: "asc" }, select: fields })).map(toTool);
}

export async function pageOfTools(
  tx: Transaction,
  workspaceId: string,
  page: { beforeId: string | undefined; take: number },
): Promise<Tool[]> {
  const found = await tx.tool.findMany({
    where: { workspaceId, ...(page.beforeId ? { id: { lt: page.beforeId } } : {}) },
    orderBy: { id: "desc" },
    take: page.take,
    select: fields,
  });
  return found.map(toTool);
}

type ToolFields = Omit<Tool, "id" | "version" | "createdAt" | "updatedAt">;
type Foreign = "kind" | "state" | "definitionHash" | "origin" | "serverId";
const toRow = ({ sample, ...rest }: Partial<ToolFields>) => ({
  ...rest,
  ...(sample !== undefined && { sample: sample ?? Prisma.DbNull }),
});

export async function insertTool(
  tx: Transaction,
  workspaceId: string,
  tool: Omit<ToolFields, Foreign> & Partial<Pick<ToolFields, Foreign>>,
  now: Date,
): Promise<Tool> {
  const made = { ...tool, sample: tool.sample ?? Prisma.DbNull };
  const data = { ...made, id: newId(), workspaceId, createdAt: now, updatedAt: now };
  return toTool(await tx.tool.create({ data, select: fields }));
}

export async function changeTool(
  tx: Transaction,
  workspaceId: string,
  id: string,
  changes: Partial<ToolFields>,
  now: Date,
  { newVersion = false } = {},
): Promise<Tool> {
  return toTool(
    await tx.tool.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { ...toRow(changes), ...(newVersion && { version: { increment: 1 } }), updatedAt: now },
      select: fields,
    }),
  );
}

export async function removeTool(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  await tx.tool.delete({ where: { workspaceId_id: { workspaceId, id } }, select: { id: true } });
}
