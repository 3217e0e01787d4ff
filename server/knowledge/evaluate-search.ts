import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { newId } from "../platform/ids.ts";
import { detectLanguage } from "./detect-language.ts";
import type { Evaluation } from "./evaluation/schema.ts";
import { findTestQuestions, saveEvaluation } from "./evaluation/store.ts";
import { type Answered, summarize } from "./evaluation/summarize.ts";
import { findPassages } from "./find-passages.ts";

const passagesLookedAt = 20;
const runsKept = 20;

/**
 * Asks the search every question of the team's own, as a draft would, and keeps how well it did. Questions whose document was
 * deleted are left out. Takes a second for some dozen questions; nothing of them goes into the record of questions.
 * @throws DomainError conflict without questions, storage_unavailable
 */
export async function evaluateSearch({ ctx }: { ctx: Context }): Promise<Evaluation> {
  const { prisma } = ctx.platform.database;
  const questions = await findTestQuestions(prisma, ctx.workspaceId);
  const asked = questions.filter(({ document }) => !document?.deleted);
  if (asked.length === 0)
    throw new DomainError("conflict", "There is no test question yet; write some down first.");
  const answered: Answered[] = [];
  // One after the other: customers' questions go on meanwhile.
  for (const { id, question, document } of asked) {
    const found = await findPassages({ ctx, input: { query: question, limit: passagesLookedAt } });
    answered.push({
      ...{ id, expected: document?.id ?? null, outcome: found.outcome, evidence: found.evidence },
      language: detectLanguage(question),
      found: [...new Set(found.passages.map(({ documentId }) => documentId))],
    });
  }
  const run = { ranAt: ctx.now(), report: summarize(answered) };
  await prisma.$transaction(async (tx) => {
    await saveEvaluation(tx, ctx.workspaceId, { id: newId(), ...run }, runsKept);
    await recordChange(tx, ctx.workspaceId, "document", ctx.workspaceId);
  });
  return run;
}
