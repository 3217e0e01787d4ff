/** Documents in the order they were found, each once, and those that hold the answer. */
export type Ranking = { found: string[]; relevant: ReadonlySet<string> };

/** Shares from 0 to 1, over documents. */
export type Figures = { questions: number; recall1: number; recall5: number; mrr: number; ndcg: number };

const looked = 10;

/**
 * How well rankings put first what answers: the share of questions with a relevant document first and among the first five,
 * the mean reciprocal rank and the normalised discounted cumulative gain (binary, log2) of the first ten.
 */
export function figuresOf(rankings: Ranking[]): Figures {
  const sum = { recall1: 0, recall5: 0, mrr: 0, ndcg: 0 };
  for (const { found, relevant } of rankings) {
    const hits = found.slice(0, looked).map((id) => relevant.has(id));
    const first = hits.indexOf(true);
    const gain = hits.reduce((total, hit, rank) => total + (hit ? 1 / Math.log2(rank + 2) : 0), 0);
    const best = Array.from(
      { length: Math.min(relevant.size, looked) },
      (_, rank) => 1 / Math.log2(rank + 2),
    );
    const ideal = best.reduce((total, part) => total + part, 0);
    sum.recall1 += first === 0 ? 1 : 0;
    sum.recall5 += first >= 0 && first < 5 ? 1 : 0;
    sum.mrr += first < 0 ? 0 : 1 / (first + 1);
    sum.ndcg += ideal === 0 ? 0 : gain / ideal;
  }
  const mean = (value: number) => (rankings.length === 0 ? 0 : value / rankings.length);
  return {
    questions: rankings.length,
    recall1: mean(sum.recall1),
    recall5: mean(sum.recall5),
    mrr: mean(sum.mrr),
    ndcg: mean(sum.ndcg),
  };
}

/**
 * The area under the ROC curve: how likely a question that can be answered carries more evidence than one that cannot
 * (Mann and Whitney's statistic; equal evidence counts half). NaN without questions of both kinds.
 */
export function auroc(answerable: number[], other: number[]): number {
  const sorted = [...other].sort((a, b) => a - b);
  const below = (value: number, orEqual: boolean) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value || (orEqual && sorted[middle] === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const wins = answerable.reduce((sum, value) => sum + (below(value, false) + below(value, true)) / 2, 0);
  return wins / (answerable.length * other.length);
}

/** Of each kind the share that a threshold lets through as answered. */
export type CurvePoint = { threshold: number; answered: number; wronglyAnswered: number };

/** What each threshold of the evidence would answer, from 0 up in equal steps: the curve a threshold is chosen from. */
export function abstentionCurve(answerable: number[], other: number[], step = 0.05, most = 2): CurvePoint[] {
  const share = (values: number[], threshold: number) =>
    values.length === 0 ? 0 : values.filter((value) => value >= threshold).length / values.length;
  return Array.from({ length: Math.round(most / step) + 1 }, (_, i) => {
    const threshold = Math.round(i * step * 1000) / 1000;
    return {
      threshold,
      answered: share(answerable, threshold),
      wronglyAnswered: share(other, threshold),
    };
  });
}

/** The share of answerable questions still answered where at most `wrong` (0 to 1) of the others are. */
export function answeredAt(answerable: number[], other: number[], wrong: number): number {
  const highest = [...other].sort((a, b) => b - a);
  const allowed = Math.floor(wrong * other.length);
  const limit = highest[allowed] ?? Number.NEGATIVE_INFINITY;
  return answerable.length === 0 ? 0 : answerable.filter((value) => value > limit).length / answerable.length;
}
