import { z } from "zod";
import { pageInput } from "../../platform/page.ts";
import type { SearchOutcome } from "../schema.ts";

export const origins = ["draft", "api"] as const;
export type Origin = (typeof origins)[number];

/** What an agent made of the draft that rests on what was found. */
export type Verdict = "sent" | "edited" | "rejected";

export const questionsInput = pageInput.extend({
  outcome: z.enum(["answer", "related", "unknown"]).optional(),
  origin: z.enum(origins).optional(),
});

export const settleInput = z.strictObject({ ids: z.array(z.uuid()).min(1).max(500) });

/** A passage as it was found then; the document may say something else now. */
export type FoundThen = {
  documentId: string;
  versionId: string;
  title: string;
  start: number;
  end: number;
  score: number;
};

export type AskedQuestion = {
  id: string;
  origin: Origin;
  conversationId: string | null;
  question: string;
  language: "en" | "zh";
  outcome: SearchOutcome;
  evidence: number;
  passages: FoundThen[];
  askedAt: Date;
  /** What became of the draft it was asked for; null for other questions and while nobody decided. */
  verdict: Verdict | null;
};

/** Questions about one thing that the base does not answer. */
export type Topic = {
  /** The question that stands nearest to all of them. */
  title: string;
  language: "en" | "zh";
  /** The words they share, most telling first. */
  words: string[];
  questions: {
    id: string;
    question: string;
    outcome: SearchOutcome;
    askedAt: Date;
    conversationId: string | null;
  }[];
};
