import type { Context } from "../context.ts";
import { searchKnowledge } from "../knowledge/search-knowledge.ts";
import { keepForRun } from "./keep-for-run.ts";

const kept = keepForRun<Awaited<ReturnType<typeof searchKnowledge>>>("passages", 10 * 60_000);

/**
 * What the knowledge base says to a run's question, looked up once for all its steps: the passages keep their numbers while a
 * model is asked again and again, whatever is uploaded meanwhile.
 */
export function retrieveForRun({
  ctx,
  input,
}: {
  ctx: Context;
  input: {
    runId: string;
    conversationId: string;
    query: string;
    filter: Record<string, string>;
    limit: number;
  };
}): ReturnType<typeof searchKnowledge> {
  const { runId, conversationId, ...search } = input;
  return kept(ctx, { runId, ...search }, () =>
    searchKnowledge({ ctx, input: { ...search, asked: { origin: "draft", runId, conversationId } } }),
  );
}
