import { evidenceOf } from "../judge-outcome.ts";
import { countWords, planQuery, type QueryTerm } from "../plan-query.ts";
import { countTerms, tokenize } from "../tokenize.ts";

/** A section of a document: its heading, which asks, and its words without the heading, which answer. */
export type Section = { documentId: string; question: string; body: string };

const leastBody = 60;
const mostQuestion = 120;

/**
 * Passages as questions and answers: the heading next above a passage, or its document's title, and the passage without its
 * heading lines. Headings that several sections share ask nothing ("Overview"), nor do single words.
 */
export function toSections(
  passages: { documentId: string; title: string; text: string; headingPath: string[] }[],
  most: number,
): Section[] {
  const sections = passages.map(({ documentId, title, text, headingPath }): Section => {
    const above = new Set([title, ...headingPath]);
    const lines = text.split("\n");
    while (lines.length > 0 && (lines[0]!.trim() === "" || above.has(lines[0]!.trim()))) lines.shift();
    return { documentId, question: headingPath.at(-1) ?? title, body: lines.join("\n") };
  });
  const asked = countTerms(sections.map(({ question }) => question));
  return sections
    .filter(
      ({ question, body }) =>
        asked.get(question) === 1 &&
        question.length <= mostQuestion &&
        body.length >= leastBody &&
        countWords(planQuery(question, [])) >= 2,
    )
    .slice(0, most);
}

type Importance = { terms: QueryTerm[]; weight: number; importance: number };

/** The question's concepts with their importance, by the same rarities as the SQL function `match_chunks` gives them. */
function conceptsOf(question: string, found: Map<string, number>, bodies: number): Importance[] {
  const byConcept = Map.groupBy(planQuery(question, []), ({ concept }) => concept);
  return [...byConcept.values()].map((terms) => {
    const weight = Math.max(...terms.map((term) => term.weight));
    const rarity = terms.map(({ term }) => Math.log(1 + (bodies + 20) / ((found.get(term) ?? 0) + 2)));
    return { terms, weight, importance: weight * Math.min(...rarity) };
  });
}

function coverageOf(concepts: Importance[], body: Map<string, number>): number {
  const all = concepts.reduce((sum, { importance }) => sum + importance, 0);
  const held = concepts.reduce((sum, { terms, weight, importance }) => {
    const best = Math.max(0, ...terms.filter(({ term }) => body.has(term)).map((term) => term.weight));
    return sum + (importance * best) / weight;
  }, 0);
  return all === 0 ? 0 : held / all;
}

/**
 * For each section's question the evidence that its own body gives (it can be answered), and the best that any other
 * document's gives (it could not, were the section missing).
 * @param similarity cosine of question i and body j; null where one of them has no vector
 */
export function weighSections(
  sections: Section[],
  similarity: (question: number, body: number) => number | null,
): { own: number[]; missing: number[] } {
  const bodies = sections.map(({ body }) => countTerms(tokenize(body)));
  const found = countTerms(bodies.flatMap((body) => [...body.keys()]));
  const own: number[] = [];
  const missing: number[] = [];
  for (const [i, { question, documentId }] of sections.entries()) {
    const concepts = conceptsOf(question, found, bodies.length);
    const words = countWords(planQuery(question, []));
    const evidence = (j: number) =>
      evidenceOf(
        { legs: { lexical: 0, similarity: similarity(i, j), coverage: coverageOf(concepts, bodies[j]!) } },
        words,
      );
    own.push(evidence(i));
    const others = sections.flatMap((other, j) => (other.documentId === documentId ? [] : [evidence(j)]));
    if (others.length > 0) missing.push(Math.max(...others));
  }
  return { own, missing };
}
