import type { Context } from "../../context.ts";
import { recordChange } from "../../platform/changes.ts";
import { findSuggestion } from "../store.ts";
import { failRewrite, findRewrite } from "./store.ts";

/** The draft stays as it was; the agent is told why. */
export async function giveUpRewrite({
  ctx,
  input: { runId, reason },
}: {
  ctx: Context;
  input: { runId: string; reason: string };
}): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const rewrite = await findRewrite(tx, workspaceId, runId);
    const suggestion = rewrite && (await findSuggestion(tx, workspaceId, rewrite.suggestionId));
    if (!suggestion) return;
    await failRewrite(tx, workspaceId, runId, reason);
    await recordChange(tx, workspaceId, "conversation", suggestion.conversationId);
  });
}
