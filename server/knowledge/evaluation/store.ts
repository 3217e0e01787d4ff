import type { Prisma } from "../../../prisma/generated/client.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Evaluation, EvaluationReport, TestQuestion } from "./schema.ts";

/** The team's questions, newest first. */
export async function findTestQuestions(tx: Transaction, workspaceId: string): Promise<TestQuestion[]> {
  const rows = await tx.$queryRaw<
    { id: string; question: string; documentId: string | null; title: string | null; deleted: boolean }[]
  >`
    SELECT q.id, q.question, q.document_id AS "documentId", d.title, d.deleted_at IS NOT NULL AS deleted
    FROM test_question q
    LEFT JOIN knowledge_document d ON d.workspace_id = q.workspace_id AND d.id = q.document_id
    WHERE q.workspace_id = ${workspaceId}::uuid ORDER BY q.id DESC`;
  return rows.map(({ id, question, documentId, title, deleted }) => ({
    ...{ id, question },
    document: documentId === null ? null : { id: documentId, title: title ?? "", deleted },
  }));
}

export async function countTestQuestions(tx: Transaction, workspaceId: string): Promise<number> {
  return tx.testQuestion.count({ where: { workspaceId } });
}

export async function insertTestQuestions(
  tx: Transaction,
  workspaceId: string,
  rows: { id: string; question: string; documentId: string | null; createdAt: Date }[],
): Promise<void> {
  await tx.testQuestion.createMany({ data: rows.map((row) => ({ workspaceId, ...row })) });
}

export async function deleteTestQuestion(tx: Transaction, workspaceId: string, id: string): Promise<boolean> {
  const { count } = await tx.testQuestion.deleteMany({ where: { workspaceId, id } });
  return count === 1;
}

/** The newest runs, newest first. */
export async function findEvaluations(
  tx: Transaction,
  workspaceId: string,
  take: number,
): Promise<Evaluation[]> {
  const rows = await tx.searchEvaluation.findMany({
    where: { workspaceId },
    orderBy: { id: "desc" },
    take,
    select: { ranAt: true, report: true },
  });
  return rows.map(({ ranAt, report }) => ({ ranAt, report: report as unknown as EvaluationReport }));
}

/** Keeps a run, and of the older ones the newest `keep`. */
export async function saveEvaluation(
  tx: Transaction,
  workspaceId: string,
  run: Evaluation & { id: string },
  keep: number,
): Promise<void> {
  const report = run.report as unknown as Prisma.InputJsonObject;
  await tx.searchEvaluation.create({ data: { workspaceId, id: run.id, ranAt: run.ranAt, report } });
  const old = await tx.searchEvaluation.findMany({
    where: { workspaceId },
    orderBy: { id: "desc" },
    skip: keep,
    select: { id: true },
  });
  if (old.length > 0)
    await tx.searchEvaluation.deleteMany({ where: { workspaceId, id: { in: old.map(({ id }) => id) } } });
}

/** Every document there is, by title: what a question may be answered by. */
export async function findTitles(
  tx: Transaction,
  workspaceId: string,
  take: number,
): Promise<{ id: string; title: string }[]> {
  return tx.knowledgeDocument.findMany({
    where: { workspaceId, deletedAt: null },
    orderBy: [{ title: "asc" }, { id: "asc" }],
    take,
    select: { id: true, title: true },
  });
}
