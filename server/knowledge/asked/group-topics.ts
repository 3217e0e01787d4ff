import { spellWords } from "../spell-words.ts";
import { bigramPrefix, countTerms, tokenize } from "../tokenize.ts";
import type { Topic } from "./schema.ts";

type Question = Topic["questions"][number] & { language: "en" | "zh" };
type Weighted = { question: Question; weights: Map<string, number>; length: number };

/** Questions whose words agree this much (cosine of their tf-idf weights) are about one thing. */
const sameFrom = 0.25;
const mostWords = 5;

function weigh(questions: Question[]): Weighted[] {
  const terms = questions.map(({ question }) =>
    countTerms(tokenize(question).filter((term) => !term.startsWith(bigramPrefix))),
  );
  const found = countTerms(terms.flatMap((counts) => [...counts.keys()]));
  return questions.map((question, i) => {
    const weights = new Map(
      [...terms[i]!].map(([term, count]) => [
        term,
        (1 + Math.log(count)) * Math.log(1 + questions.length / found.get(term)!),
      ]),
    );
    return { question, weights, length: Math.hypot(...weights.values()) };
  });
}

function likeness(a: Map<string, number>, aLength: number, b: Map<string, number>, bLength: number): number {
  let product = 0;
  for (const [term, weight] of a) product += weight * (b.get(term) ?? 0);
  return product === 0 ? 0 : product / (aLength * bLength);
}

/**
 * Questions sorted by what they are about: each joins the group whose words it shares most, or begins one (leader clustering
 * over tf-idf weights, in the order given). Groups of one language; the most asked first, of those the most recent.
 */
export function groupTopics(questions: Question[]): Topic[] {
  const groups: { members: Weighted[]; sum: Map<string, number> }[] = [];
  for (const one of weigh(questions)) {
    const best = groups
      .filter(({ members }) => members[0]!.question.language === one.question.language)
      .map((group) => ({
        group,
        like: likeness(one.weights, one.length, group.sum, Math.hypot(...group.sum.values())),
      }))
      .sort((a, b) => b.like - a.like)[0];
    if (!best || best.like < sameFrom) {
      groups.push({ members: [one], sum: new Map(one.weights) });
      continue;
    }
    best.group.members.push(one);
    for (const [term, weight] of one.weights)
      best.group.sum.set(term, (best.group.sum.get(term) ?? 0) + weight);
  }
  return groups
    .map(({ members, sum }) => {
      const length = Math.hypot(...sum.values());
      const nearest = members
        .map((member) => ({ member, like: likeness(member.weights, member.length, sum, length) }))
        .sort((a, b) => b.like - a.like)[0]!.member.question;
      const asked = members.map(({ question }) => question);
      const written = spellWords(asked.map(({ question }) => question).join("\n"));
      const words = [...sum]
        .sort((a, b) => b[1] - a[1])
        .slice(0, mostWords)
        .flatMap(([term]) => written.get(term) ?? []);
      return {
        title: nearest.question,
        language: nearest.language,
        words,
        questions: asked.map(({ language: _, ...question }) => question),
      };
    })
    .sort(
      (a, b) =>
        b.questions.length - a.questions.length ||
        b.questions[0]!.askedAt.getTime() - a.questions[0]!.askedAt.getTime(),
    );
}
