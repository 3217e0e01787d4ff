import type { Context } from "../context.ts";
import type { QueryTerm } from "./plan-query.ts";
import { editDistance, letterErrors } from "./typos/edit-distance.ts";
import { termsBeginningWith, unknownTerms } from "./typos/store.ts";

/** A word that was meant instead is not as good as one that was said. */
const correctedWeight = 0.6;
const mostCorrections = 3;
/** Few people mistype the first two letters, and they keep what is looked at small. */
const sharedLetters = 2;
const mostLooked = 2000;

/**
 * What a question's words may have meant that no passage has: the workspace's words nearest to them. English only; mistyped
 * Chinese is found by its other character pairs.
 */
export async function correctTypos({
  ctx,
  input,
}: {
  ctx: Context;
  input: { terms: QueryTerm[] };
}): Promise<QueryTerm[]> {
  const { prisma } = ctx.platform.database;
  const own = input.terms.filter(({ term, concept }) => concept >= 0 && /^[a-z]{4,}$/.test(term));
  if (own.length === 0) return [];
  const unknown = new Set(
    await unknownTerms(
      prisma,
      ctx.workspaceId,
      own.map(({ term }) => term),
    ),
  );
  // A word with a synonym that is known needs no guess.
  const wrong = own.filter(
    ({ term, concept }) =>
      unknown.has(term) && !own.some((other) => other.concept === concept && !unknown.has(other.term)),
  );
  const corrected: QueryTerm[] = [];
  for (const { term, concept, weight } of wrong.slice(0, 8)) {
    const near = await termsBeginningWith(prisma, ctx.workspaceId, term.slice(0, sharedLetters), mostLooked);
    const most = letterErrors(term);
    const best = near
      .map((other) => ({ other, distance: editDistance(term, other, most) }))
      .filter(({ distance }) => distance <= most)
      .sort((a, b) => a.distance - b.distance)
      .filter(({ distance }, _, all) => distance === all[0]!.distance)
      .slice(0, mostCorrections);
    for (const { other } of best) corrected.push({ term: other, concept, weight: weight * correctedWeight });
  }
  return corrected;
}
