import { expect, test } from "vitest";
import { evidenceOf, judgeOutcome } from "./judge-outcome.ts";

const passage = (coverage: number, similarity: number | null) => ({
  legs: { lexical: 1, coverage, similarity },
});
const ordinary = { searched: 40, words: 5 };

test.each([
  ["nothing found", [], ordinary, "unknown"],
  ["words and meaning agree", [passage(0.5, 0.5)], ordinary, "answer"],
  ["near in meaning, in other words", [passage(0.1, 0.55)], ordinary, "related"],
  ["a few common words only", [passage(0.45, 0.1)], ordinary, "unknown"],
  ["every word, which an encoder cannot read", [passage(1, 0.1)], ordinary, "answer"],
  ["the same evidence in a small base", [passage(0.3, 0.5)], { searched: 5, words: 5 }, "answer"],
  ["the same evidence in a large base", [passage(0.3, 0.5)], { searched: 2000, words: 5 }, "unknown"],
  ["a long message around the question", [passage(0.25, 0.55)], { searched: 40, words: 30 }, "answer"],
  ["no vectors at all, half of the words", [passage(0.6, null)], ordinary, "answer"],
  ["no vectors at all, some of the words", [passage(0.35, null)], ordinary, "related"],
  ["words alone beside vectors", [passage(0.6, null), passage(0, 0.1)], ordinary, "related"],
] as const)("%s", (_, passages, circumstances, outcome) => {
  expect(judgeOutcome([...passages], circumstances)).toBe(outcome);
});

test("evidence is between 0 and 2 and grows with what a passage holds", () => {
  expect(evidenceOf(passage(0, -0.3), 3)).toBe(0);
  expect(evidenceOf(passage(1, 1), 100)).toBe(2);
  expect(evidenceOf(passage(0.4, 0.2), 24)).toBeCloseTo(1);
});
