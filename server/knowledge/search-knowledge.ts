import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { detectLanguage } from "./detect-language.ts";
import { judgeOutcome } from "./judge-outcome.ts";
import { matchPassages } from "./passages/store.ts";
import { planQuery } from "./plan-query.ts";
import { type Passage, type SearchInput, type SearchOutcome, searchSchema } from "./schema.ts";

/** A search goes by words alone rather than wait longer for a vector. */
const longestWaitMs = 1000;

/** The query's vector; undefined where the model does not speak its language, is away or too slow. */
async function embedQuery(ctx: Context, query: string): Promise<number[] | undefined> {
  const { embedder, logger } = ctx.platform;
  if (!embedder.languages.includes(detectLanguage(query))) return undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), longestWaitMs);
    });
    const embedded = embedder.embed([query], { urgent: true });
    embedded.catch(() => {});
    return (await Promise.race([embedded, late]))?.[0];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    logger.warn({ err: error }, "search.without_vector");
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Finds the passages that answer a question, best first, among the documents in force whose metadata carries all of
 * `filter`, and says whether they do: `answer`, `related` (worth reading, no more) or `unknown`.
 */
export async function searchKnowledge({
  ctx,
  input,
}: {
  ctx: Context;
  input: SearchInput;
}): Promise<{ passages: Passage[]; outcome: SearchOutcome }> {
  const { query, filter, limit } = searchSchema.parse(input);
  const { terms, vectorWeight } = planQuery(query);
  const values = await embedQuery(ctx, query);
  const passages = await matchPassages(ctx.platform.database.prisma, {
    workspaceId: ctx.workspaceId,
    terms,
    vector: values && { model: ctx.platform.embedder.model, values, weight: vectorWeight },
    filter,
    limit,
  });
  return { passages, outcome: judgeOutcome(passages) };
}
