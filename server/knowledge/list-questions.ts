import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, readCursor, toPage } from "../platform/page.ts";
import { type AskedQuestion, questionsInput } from "./asked/schema.ts";
import { pageOfQuestions } from "./asked/store.ts";

/** The questions that were put to the base, newest first, with what they found and what became of it. */
export async function listQuestions({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof questionsInput>;
}): Promise<Page<AskedQuestion>> {
  const { cursor, limit, outcome, origin } = questionsInput.parse(input);
  const rows = await pageOfQuestions(ctx.platform.database.prisma, ctx.workspaceId, {
    beforeId: readCursor(cursor),
    take: limit + 1,
    outcome,
    origin,
  });
  return toPage(rows, limit);
}
