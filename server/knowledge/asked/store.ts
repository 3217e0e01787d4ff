import type { Prisma } from "../../../prisma/generated/client.ts";
import type { Transaction } from "../../platform/database.ts";
import type { SearchOutcome } from "../schema.ts";
import type { AskedQuestion, FoundThen, Origin, Verdict } from "./schema.ts";

/** Keeps a question; a run's second one is the same and is left alone. */
export async function insertQuestion(
  tx: Transaction,
  row: Prisma.AskedQuestionUncheckedCreateInput & { passages: FoundThen[] },
): Promise<void> {
  await tx.askedQuestion.createMany({ data: [row], skipDuplicates: true });
}

/** The workspace's questions, newest first. */
export async function pageOfQuestions(
  tx: Transaction,
  workspaceId: string,
  page: {
    beforeId: string | undefined;
    take: number;
    outcome: SearchOutcome | undefined;
    origin: Origin | undefined;
  },
): Promise<AskedQuestion[]> {
  const { beforeId, take, outcome, origin } = page;
  const rows = await tx.askedQuestion.findMany({
    where: {
      workspaceId,
      ...(beforeId && { id: { lt: beforeId } }),
      ...(outcome && { outcome }),
      ...(origin && { origin }),
    },
    orderBy: { id: "desc" },
    take,
    select: {
      ...{ id: true, origin: true, conversationId: true, question: true, language: true, outcome: true },
      ...{ evidence: true, passages: true, askedAt: true, verdict: true },
    },
  });
  return rows as AskedQuestion[];
}

/** Keeps what an agent made of the draft of a run. */
export async function saveVerdict(
  tx: Transaction,
  scope: { workspaceId: string; runId: string },
  verdict: Verdict,
): Promise<void> {
  await tx.askedQuestion.updateMany({ where: scope, data: { verdict } });
}

/** The newest questions that were not answered and that nobody has settled. */
export async function unansweredQuestions(
  tx: Transaction,
  workspaceId: string,
  { since, take }: { since: Date; take: number },
) {
  return tx.askedQuestion.findMany({
    where: {
      workspaceId,
      settledAt: null,
      askedAt: { gte: since },
      outcome: { in: ["related", "unknown"] },
    },
    orderBy: { id: "desc" },
    take,
    select: { id: true, question: true, language: true, outcome: true, askedAt: true, conversationId: true },
  });
}

/** @returns how many were open until now */
export async function settle(tx: Transaction, workspaceId: string, ids: string[], at: Date): Promise<number> {
  const { count } = await tx.askedQuestion.updateMany({
    where: { workspaceId, id: { in: ids }, settledAt: null },
    data: { settledAt: at },
  });
  return count;
}

/** The newest questions whose drafts agents sent as they were, or rejected. */
export async function judgedQuestions(
  tx: Transaction,
  workspaceId: string,
  take: number,
): Promise<{ evidence: number; searched: number; verdict: Verdict }[]> {
  const rows = await tx.askedQuestion.findMany({
    where: { workspaceId, verdict: { in: ["sent", "rejected"] } },
    orderBy: { id: "desc" },
    take,
    select: { evidence: true, searched: true, verdict: true },
  });
  return rows as { evidence: number; searched: number; verdict: Verdict }[];
}

export async function forgetQuestions(tx: Transaction, before: Date): Promise<void> {
  await tx.askedQuestion.deleteMany({ where: { askedAt: { lt: before } } });
}
