import type { z } from "zod";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { newId } from "../platform/ids.ts";
import { mostTestQuestions, newTestQuestions } from "./evaluation/schema.ts";
import { countTestQuestions, insertTestQuestions } from "./evaluation/store.ts";
import { findDocument } from "./store.ts";

/**
 * Takes questions to measure the search by, with the document that answers them.
 * @throws DomainError not_found (the document), conflict beyond 300 questions
 */
export async function addTestQuestions({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof newTestQuestions>;
}): Promise<{ added: number }> {
  const { questions, answer } = newTestQuestions.parse(input);
  const documentId = answer === "nothing" ? null : answer.documentId;
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    if (documentId !== null && !(await findDocument(tx, workspaceId, documentId))) throw notFound("document");
    if ((await countTestQuestions(tx, workspaceId)) + questions.length > mostTestQuestions)
      throw new DomainError("conflict", `A workspace has ${mostTestQuestions} test questions at most.`);
    const createdAt = ctx.now();
    const rows = questions.map((question) => ({ id: newId(), question, documentId, createdAt }));
    await insertTestQuestions(tx, workspaceId, rows);
    await recordChange(tx, workspaceId, "document", documentId ?? workspaceId);
  });
  return { added: questions.length };
}
