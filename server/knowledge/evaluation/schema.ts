import { z } from "zod";
import type { SearchOutcome } from "../schema.ts";
import type { Figures } from "./figures.ts";

export const mostTestQuestions = 300;
const longestQuestion = 1000;

export const newTestQuestions = z.strictObject({
  /** Each on its own. */
  questions: z.array(z.string().trim().min(1).max(longestQuestion)).min(1).max(100),
  /** The document that answers them, or that nothing in the base does. */
  answer: z.union([z.strictObject({ documentId: z.uuid() }), z.literal("nothing")]),
});

export type TestQuestion = {
  id: string;
  question: string;
  /** Null: nothing in the base should answer it. */
  document: { id: string; title: string; deleted: boolean } | null;
};

/** What the search made of a question: where the document came (from 1; null when it was not among the first ten). */
export type TestResult = { id: string; rank: number | null; outcome: SearchOutcome };

/** Of the questions nothing answers: how many got each outcome. */
export type Unanswerable = { questions: number } & Record<SearchOutcome, number>;

export type EvaluationReport = {
  all: Figures;
  /** Where both languages are asked in. */
  languages: { language: "en" | "zh"; figures: Figures }[];
  unanswerable: Unanswerable;
  /** How well evidence tells both kinds apart; null without questions of both. */
  auroc: number | null;
  results: TestResult[];
};

export type Evaluation = { ranAt: Date; report: EvaluationReport };
