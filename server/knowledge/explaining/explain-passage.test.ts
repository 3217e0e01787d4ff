import { expect, test } from "vitest";
import { planQuery } from "../plan-query.ts";
import { explainPassage } from "./explain-passage.ts";

const passage = {
  title: "Warranty",
  headingPath: ["Lamps"],
  text: "Every lamp is covered for two years. 电池保修六个月。",
};

test("says which words stand there, also in the title and headings, and which do not", () => {
  const query = "Is the warranty of lamps valid in Norway?";
  const why = explainPassage({ query, terms: planQuery(query, []), corrected: [] }, passage);
  expect(why.found).toContainEqual({ word: "warranty", as: "warranty", how: "same" });
  expect(why.found).toContainEqual(expect.objectContaining({ word: "lamps", how: "same" }));
  expect(why.missing).toEqual(["valid", "norway"]);
});

test("a mistyped word and a translated one are told as such", () => {
  const query = "warrenty battery";
  const planned = planQuery(query, [{ term: "电池", concept: 1, weight: 1 }]);
  const corrected = [{ term: "warranti", concept: planned[0]!.concept, weight: 0.6 }];
  const why = explainPassage({ query, terms: [...planned, ...corrected], corrected }, passage);
  expect(why.found).toContainEqual({ word: "warrenty", as: "warranty", how: "typo" });
  expect(why.found).toContainEqual({ word: "电池", as: "电池", how: "translation" });
  expect(why.missing).toEqual(["battery"]);
});
