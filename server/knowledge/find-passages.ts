import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { TranslatedTerm } from "../platform/dictionary.ts";
import { findShift } from "./calibration/store.ts";
import { correctTypos } from "./correct-typos.ts";
import { detectLanguage } from "./detect-language.ts";
import { foldDuplicates } from "./fold-duplicates.ts";
import { evidenceOf, judgeOutcome } from "./judge-outcome.ts";
import { callMatch } from "./matching/call-match.ts";
import { type MatchQuery, matchPassages } from "./matching/store.ts";
import { countWords, planQuery, type QueryTerm } from "./plan-query.ts";
import { type Passage, type SearchInput, type SearchOutcome, searchSchema } from "./schema.ts";
import { countByLanguage } from "./store.ts";

/** A search goes without an aid rather than wait longer for it. */
const longestWaitMs = 1000;
/** What the vector leg counts beside the words' 1. */
const vectorWeight = 0.5;
/** Where passages in the question's own language are to be had, those in the other one stand behind them. */
const translationWeight = 0.4;
/** The outcome looks at as many passages as an answer is made of, however few are asked for. */
const judgedPassages = 5;

/** What an aid answers; undefined when it is away or too slow. */
async function inTime<T>(ctx: Context, aid: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), longestWaitMs);
  });
  try {
    return await Promise.race([aid, late]);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    ctx.platform.logger.warn({ err: error }, "search.without_aid");
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function embedQuery(ctx: Context, query: string): Promise<number[] | undefined> {
  const { embedder } = ctx.platform;
  if (!embedder.languages.includes(detectLanguage(query))) return undefined;
  return (await inTime(ctx, embedder.embed([query], { urgent: true })))?.[0];
}

/** The question's words in the other language, where the base has passages in it. */
async function translateQuery(ctx: Context, query: string): Promise<TranslatedTerm[]> {
  const { dictionary, database } = ctx.platform;
  if (!dictionary) return [];
  const { en, zh } = await countByLanguage(database.prisma, ctx.workspaceId);
  const [same, other] = detectLanguage(query) === "zh" ? [zh, en] : [en, zh];
  if (other === 0) return [];
  const translated = (await inTime(ctx, dictionary.translate(query))) ?? [];
  const share = same > 0 ? translationWeight : 1;
  return translated.map((term) => ({ ...term, weight: term.weight * share }));
}

/** Looked up beyond what is asked for, so that copies of a passage do not take the place of others. */
const foldedAway = 5;

/** What a search found, and what it went by. */
export type Found = {
  passages: Passage[];
  outcome: SearchOutcome;
  /** The best evidence among the passages judged, 0 to 2. */
  evidence: number;
  /** How many passages were in scope; 0 when none was found. */
  searched: number;
  terms: QueryTerm[];
  /** Of them those that stand for mistyped words. */
  corrected: QueryTerm[];
  /** By how much the workspace moves the thresholds. */
  shift: { answer: number; related: number } | undefined;
};

/**
 * Finds the passages that answer a question, best first, among the documents in force whose metadata carries all of
 * `filter`, and says whether they do: `answer`, `related` (worth reading, no more) or `unknown`.
 */
export async function findPassages({ ctx, input }: { ctx: Context; input: SearchInput }): Promise<Found> {
  const { query, filter, limit } = searchSchema.parse(input);
  const { prisma } = ctx.platform.database;
  const [values, translations, shift] = await Promise.all([
    embedQuery(ctx, query),
    translateQuery(ctx, query),
    findShift(prisma, ctx.workspaceId),
  ]);
  const planned = planQuery(query, translations);
  const corrected = await correctTypos({ ctx, input: { terms: planned } });
  const terms = [...planned, ...corrected];
  const match: MatchQuery = {
    workspaceId: ctx.workspaceId,
    terms,
    vector: values && { model: ctx.platform.embedder.model, values, weight: vectorWeight },
    filter,
    limit: Math.max(limit, judgedPassages) + foldedAway,
  };
  const { supabase } = ctx.platform;
  const matched = await (supabase ? callMatch(supabase, match) : matchPassages(prisma, match));
  const { searched } = matched;
  const passages = foldDuplicates(matched.passages);
  const words = countWords(terms);
  const judged = passages.slice(0, judgedPassages);
  return {
    passages: passages.slice(0, limit),
    outcome: judgeOutcome(judged, { searched, words, ...(shift && { shift }) }),
    evidence: Math.max(0, ...judged.map((passage) => evidenceOf(passage, words))),
    ...{ searched, terms, corrected, shift: shift ?? undefined },
  };
}
