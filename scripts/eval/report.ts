import { type Figures, figuresOf, type Ranking } from "../../server/knowledge/evaluation/figures.ts";
import type { SetFigures } from "./last-run.ts";

export type Asked = Ranking & {
  language: string;
  type: string;
  outcome: string;
  evidence: number;
  /** The ranking of plain BM25 over the same passages. */
  plain: string[];
};

const percent = (share: number) => (100 * share).toFixed(1).padStart(9);

/** The heading of the table of figures. */
export function printHeader(): void {
  const columns = ["recall@1", "recall@5", "MRR@10", "nDCG@10"].map((head) => head.padStart(9)).join("");
  console.log(`${"per cent, by document".padEnd(36)}${columns}`);
}

function printRow(name: string, { recall1, recall5, mrr, ndcg }: Figures): void {
  console.log(`${name.padEnd(36)}${[recall1, recall5, mrr, ndcg].map(percent).join("")}`);
}

/** The rows of a set: all of it, plain BM25 beside it, and each language and type of question where there are several. */
export function printFigures(name: string, asked: Asked[]): SetFigures {
  const ours = figuresOf(asked);
  const plain = figuresOf(asked.map(({ plain: found, relevant }) => ({ found, relevant })));
  printRow(`${name} (${asked.length})`, ours);
  printRow("  plain BM25", plain);
  for (const by of ["language", "type"] as const) {
    const kinds = [...new Set(asked.map((one) => one[by]))].sort();
    if (kinds.length < 2) continue;
    for (const kind of kinds) {
      const these = asked.filter((one) => one[by] === kind);
      printRow(`  ${by} ${kind} (${these.length})`, figuresOf(these));
    }
  }
  return Object.fromEntries(
    (["recall1", "recall5", "mrr", "ndcg"] as const).map((figure) => [figure, 100 * ours[figure]]),
  );
}

/** How many of the questions got each outcome. */
export function describeOutcomes(outcomes: string[]): string {
  return ["answer", "related", "unknown"]
    .map((outcome) => {
      const count = outcomes.filter((one) => one === outcome).length;
      return `${outcome} ${((100 * count) / Math.max(outcomes.length, 1)).toFixed(1)} %`;
    })
    .join(", ");
}
