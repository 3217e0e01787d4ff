import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { deleteTestQuestion } from "./evaluation/store.ts";

/** @throws DomainError("not_found") */
export async function removeTestQuestion({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<void> {
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    if (!(await deleteTestQuestion(tx, ctx.workspaceId, input.id))) throw notFound("question");
    await recordChange(tx, ctx.workspaceId, "document", ctx.workspaceId);
  });
}
