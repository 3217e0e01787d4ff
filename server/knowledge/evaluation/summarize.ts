import type { SearchOutcome } from "../schema.ts";
import { auroc, figuresOf } from "./figures.ts";
import type { EvaluationReport } from "./schema.ts";

/** A question as it was asked, with the documents it found, best first. */
export type Answered = {
  id: string;
  language: "en" | "zh";
  found: string[];
  /** Null: nothing in the base answers it. */
  expected: string | null;
  outcome: SearchOutcome;
  evidence: number;
};

const looked = 10;

/** The figures of a run over the team's questions, for all of them and for each language. */
export function summarize(answered: Answered[]): EvaluationReport {
  const answerable = answered.filter(({ expected }) => expected !== null);
  const others = answered.filter(({ expected }) => expected === null);
  const figures = (some: Answered[]) =>
    figuresOf(
      some.map(({ found, expected }) => ({ found, relevant: new Set(expected === null ? [] : [expected]) })),
    );
  const languages = (["en", "zh"] as const)
    .map((language) => ({ language, asked: answerable.filter((one) => one.language === language) }))
    .filter(({ asked }) => asked.length > 0);
  const evidence = (some: Answered[]) => some.map((one) => one.evidence);
  const outcomes = (wanted: SearchOutcome) => others.filter(({ outcome }) => outcome === wanted).length;
  return {
    all: figures(answerable),
    languages:
      languages.length < 2
        ? []
        : languages.map(({ language, asked }) => ({ language, figures: figures(asked) })),
    unanswerable: {
      questions: others.length,
      answer: outcomes("answer"),
      related: outcomes("related"),
      unknown: outcomes("unknown"),
    },
    auroc: answerable.length > 0 && others.length > 0 ? auroc(evidence(answerable), evidence(others)) : null,
    results: answered.map(({ id, found, expected, outcome }) => {
      const place = expected === null ? -1 : found.slice(0, looked).indexOf(expected);
      return { id, rank: place < 0 ? null : place + 1, outcome };
    }),
  };
}
