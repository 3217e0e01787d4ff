import { expect, test } from "vitest";
import { abstentionCurve, answeredAt, auroc, figuresOf } from "./figures.ts";

const ranking = (found: string[], ...relevant: string[]) => ({ found, relevant: new Set(relevant) });

test("recall, reciprocal rank and gain of three questions, computed by hand", () => {
  const figures = figuresOf([
    ranking(["a", "b"], "a"),
    ranking(["x", "y", "z", "a"], "a"),
    ranking(["x", "y"], "a"),
  ]);
  expect(figures.questions).toBe(3);
  expect(figures.recall1).toBeCloseTo(1 / 3);
  expect(figures.recall5).toBeCloseTo(2 / 3);
  expect(figures.mrr).toBeCloseTo((1 + 1 / 4) / 3);
  expect(figures.ndcg).toBeCloseTo((1 + 1 / Math.log2(5)) / 3);
});

test("two relevant documents want both in front", () => {
  const one = figuresOf([ranking(["a", "x", "b"], "a", "b")]).ndcg;
  expect(one).toBeCloseTo((1 + 1 / 2) / (1 + 1 / Math.log2(3)));
  expect(figuresOf([ranking(["b", "a"], "a", "b")]).ndcg).toBe(1);
});

test("what stands beyond the tenth place counts for nothing, and no question is no figure", () => {
  const far = [..."bcdefghijk", "a"];
  expect(figuresOf([ranking(far, "a")])).toMatchObject({ recall5: 0, mrr: 0, ndcg: 0 });
  expect(figuresOf([])).toEqual({ questions: 0, recall1: 0, recall5: 0, mrr: 0, ndcg: 0 });
});

test.each([
  { answerable: [1, 2], other: [0, 0.5], area: 1 },
  { answerable: [0, 0.5], other: [1, 2], area: 0 },
  { answerable: [1, 1], other: [1, 1], area: 0.5 },
  { answerable: [1, 3], other: [2, 2], area: 0.5 },
])("the area for $answerable against $other is $area", ({ answerable, other, area }) => {
  expect(auroc(answerable, other)).toBe(area);
});

test("a higher threshold answers fewer of both kinds", () => {
  const curve = abstentionCurve([0.2, 0.9, 1.4], [0.1, 0.3], 0.5, 1.5);
  expect(
    curve.map(({ threshold, answered, wronglyAnswered }) => [threshold, answered, wronglyAnswered]),
  ).toEqual([
    [0, 1, 1],
    [0.5, 2 / 3, 0],
    [1, 1 / 3, 0],
    [1.5, 0, 0],
  ]);
});

test("how much is answered where a part of the others may be answered wrongly", () => {
  const answerable = [0.2, 0.6, 0.9, 1.2];
  const other = [0.1, 0.3, 0.5, 0.7, 0.8];
  expect(answeredAt(answerable, other, 0)).toBe(0.5);
  expect(answeredAt(answerable, other, 0.4)).toBe(0.75);
  expect(answeredAt(answerable, other, 1)).toBe(1);
});
