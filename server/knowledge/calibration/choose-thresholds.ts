import { answeredAt } from "../evaluation/figures.ts";
import type { Thresholds } from "./schema.ts";

/** Of the questions whose answer is missing at most so many are to be answered all the same. */
const mostWrong = 0.1;
/** An answer must not become so rare that the desk is of no use. */
const leastAnswered = 0.5;
/** Nearly all questions that can be answered are at least to be called related. */
const leastRelated = 0.95;
/** Samples are small: the thresholds measured on large sets are moved, not replaced. */
const most = { up: 0.2, down: 0.15 };

const quantile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;

const near = (value: number, base: number) =>
  Math.round(Math.min(base + most.up, Math.max(base - most.down, value)) * 100) / 100;

/**
 * The thresholds of the evidence for one workspace: an answer from where at most a tenth of the questions it cannot answer
 * pass, as long as half of the others do; related from where nearly all of the others pass. Never far from `base`.
 * @param answerable evidence of questions that can be answered
 * @param missing evidence of questions whose answer is missing
 */
export function chooseThresholds(answerable: number[], missing: number[], base: Thresholds): Thresholds {
  const safe = quantile(missing, 1 - mostWrong);
  const useful = quantile(answerable, 1 - leastAnswered);
  const strict = answeredAt(answerable, missing, mostWrong) >= leastAnswered ? safe + 0.001 : useful;
  const answer = near(strict, base.answer);
  const related = near(quantile(answerable, 1 - leastRelated), base.related);
  return { answer, related: Math.min(related, Math.round((answer - 0.1) * 100) / 100) };
}
