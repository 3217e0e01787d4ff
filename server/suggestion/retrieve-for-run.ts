import type { Context } from "../context.ts";
import { searchKnowledge } from "../knowledge/search-knowledge.ts";
import { once } from "../platform/registry.ts";

type Found = Awaited<ReturnType<typeof searchKnowledge>>;

const keptRuns = 200;
const keptMs = 10 * 60_000;

const kept = () => once("retrieved-of-runs", () => new Map<string, { at: number; found: Promise<Found> }>());

/**
 * What the knowledge base says to a run's question, looked up once for all its steps: the passages keep their numbers while a
 * model is asked again and again, whatever is uploaded meanwhile. A run that goes on in another process looks again.
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
}): Promise<Found> {
  const { runId, conversationId, ...search } = input;
  const runs = kept();
  const key = JSON.stringify([ctx.workspaceId, runId, search]);
  const now = ctx.now().getTime();
  const known = runs.get(key);
  if (known && now - known.at < keptMs) return known.found;
  const found = searchKnowledge({
    ctx,
    input: { ...search, asked: { origin: "draft", runId, conversationId } },
  });
  runs.set(key, { at: now, found });
  // One that failed is looked up again.
  found.catch(() => runs.delete(key));
  for (const oldest of runs.keys()) {
    if (runs.size <= keptRuns) break;
    runs.delete(oldest);
  }
  return found;
}
