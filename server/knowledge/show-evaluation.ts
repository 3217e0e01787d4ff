import type { Context } from "../context.ts";
import type { Evaluation, TestQuestion } from "./evaluation/schema.ts";
import { findEvaluations, findTestQuestions } from "./evaluation/store.ts";

/** The team's questions, the newest run over them, and the one before it. */
export async function showEvaluation({ ctx }: { ctx: Context }): Promise<{
  questions: TestQuestion[];
  last: Evaluation | null;
  before: Evaluation | null;
}> {
  const { prisma } = ctx.platform.database;
  const [questions, [last, before]] = await Promise.all([
    findTestQuestions(prisma, ctx.workspaceId),
    findEvaluations(prisma, ctx.workspaceId, 2),
  ]);
  return { questions, last: last ?? null, before: before ?? null };
}
