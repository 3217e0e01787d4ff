import type { Context } from "../../context.ts";
import { newId } from "../../platform/ids.ts";
import { detectLanguage } from "../detect-language.ts";
import type { Passage, SearchOutcome } from "../schema.ts";
import { insertQuestion } from "./store.ts";

/** Who asked: a draft (of a run, in a conversation), or a caller of the public API. */
export type AskedFor = { origin: "draft"; runId: string; conversationId: string } | { origin: "api" };

const longestQuestion = 2000;
const keptPassages = 5;

/** Keeps a question with what it found, once for each run. */
export async function recordQuestion({
  ctx,
  input,
}: {
  ctx: Context;
  input: AskedFor & {
    question: string;
    passages: Passage[];
    outcome: SearchOutcome;
    evidence: number;
    searched: number;
  };
}): Promise<void> {
  const { origin, question, passages, outcome, evidence, searched } = input;
  await insertQuestion(ctx.platform.database.prisma, {
    id: newId(),
    workspaceId: ctx.workspaceId,
    origin,
    ...(input.origin === "draft" && { runId: input.runId, conversationId: input.conversationId }),
    question: question.slice(0, longestQuestion).toWellFormed(),
    language: detectLanguage(question),
    ...{ outcome, evidence, searched },
    passages: passages.slice(0, keptPassages).map(({ documentId, versionId, title, start, end, score }) => ({
      ...{ documentId, versionId, title, start, end },
      score: Math.round(score * 1000) / 1000,
    })),
    askedAt: ctx.now(),
  });
}
