import { Prisma } from "../../../prisma/generated/client.ts";
import type { Transaction } from "../../platform/database.ts";
import type { JsonObject, ToolCall, ToolCallStatus } from "../schema.ts";

const toCall = ({ workspaceId: _, ...found }: Prisma.ToolCallGetPayload<object>) =>
  found as unknown as ToolCall;

export async function findToolCall(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<ToolCall | null> {
  const found = await tx.toolCall.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return found && toCall(found);
}

type NewCall = Pick<
  ToolCall,
  | "id"
  | "toolId"
  | "toolVersion"
  | "name"
  | "effect"
  | "runId"
  | "eventId"
  | "conversationId"
  | "playbookId"
  | "key"
  | "input"
  | "approvalHash"
  | "evidence"
  | "expiresAt"
  | "createdAt"
> & { status: ToolCallStatus; error?: string };

/** Makes the call's row, or finds the one that the same step made before. */
export async function insertToolCall(
  tx: Transaction,
  workspaceId: string,
  call: NewCall,
): Promise<{ call: ToolCall; created: boolean }> {
  const row = {
    ...call,
    workspaceId,
    evidence: call.evidence ?? Prisma.DbNull,
  } as Prisma.ToolCallCreateManyInput;
  const { count } = await tx.toolCall.createMany({ data: [row], skipDuplicates: true });
  const found =
    count > 0 || call.runId === null
      ? await findToolCall(tx, workspaceId, call.id)
      : await tx.toolCall
          .findFirst({ where: { workspaceId, runId: call.runId, key: call.key } })
          .then((row) => row && toCall(row));
  return { call: found!, created: count > 0 };
}

export async function callsOfRun(tx: Transaction, workspaceId: string, runId: string): Promise<ToolCall[]> {
  const found = await tx.toolCall.findMany({ where: { workspaceId, runId }, orderBy: { id: "asc" } });
  return found.map(toCall);
}

/** Oldest first. */
export async function callsOfConversation(
  tx: Transaction,
  workspaceId: string,
  conversationId: string,
): Promise<ToolCall[]> {
  const where = { workspaceId, conversationId };
  const found = await tx.toolCall.findMany({ where, orderBy: { id: "desc" }, take: 100 });
  return found.map(toCall).reverse();
}

export async function pageOfToolCalls(
  tx: Transaction,
  workspaceId: string,
  filter: { toolId?: string; conversationId?: string; status?: ToolCallStatus },
  page: { beforeId: string | undefined; take: number },
): Promise<ToolCall[]> {
  const found = await tx.toolCall.findMany({
    where: { workspaceId, ...filter, ...(page.beforeId ? { id: { lt: page.beforeId } } : {}) },
    orderBy: { id: "desc" },
    take: page.take,
  });
  return found.map(toCall);
}

/** Counts an attempt that is about to be made; null when the call is through. */
export async function beginAttempt(tx: Transaction, workspaceId: string, id: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ attempts: number }[]>`
    UPDATE tool_call SET attempts = attempts + 1
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid AND status = 'pending'
    RETURNING attempts`;
  return row?.attempts ?? null;
}

/** Ends a call that is under way; null when something else ended it. */
export async function finishToolCall(
  tx: Transaction,
  workspaceId: string,
  id: string,
  end: { status: "ok" | "failed"; output: JsonObject | null; error: string | null; durationMs: number },
): Promise<ToolCall | null> {
  const [ended] = await tx.toolCall.updateManyAndReturn({
    where: { workspaceId, id, status: "pending" },
    data: { ...end, output: end.output ?? Prisma.DbNull },
  });
  return ended ? toCall(ended) : null;
}

/** Decides about a call that waits; false when it does not wait any more. The row decides, whoever asks first. */
export async function decideToolCall(
  tx: Transaction,
  workspaceId: string,
  id: string,
  decision: {
    decision: "approved" | "rejected" | "expired";
    status: "pending" | "rejected";
    input?: JsonObject;
    approvalHash?: string;
    error?: string;
    rejectReason?: string;
    decidedBy: object;
    decidedAt: Date;
  },
): Promise<boolean> {
  const { count } = await tx.toolCall.updateMany({
    where: { workspaceId, id, status: "pending", decision: null, approvalHash: { not: null } },
    data: decision,
  });
  return count === 1;
}

/** Calls of any workspace that nobody decided about in time. */
export async function overdueToolCalls(
  tx: Transaction,
  at: Date,
): Promise<{ id: string; workspaceId: string; conversationId: string | null }[]> {
  return tx.toolCall.findMany({
    where: { status: "pending", decision: null, expiresAt: { lt: at } },
    select: { id: true, workspaceId: true, conversationId: true },
    take: 100,
  });
}
