import { expect, test } from "vitest";
import { editDistance, letterErrors } from "./edit-distance.ts";

test.each([
  ["warranti", "warranti", 0],
  ["warrenti", "warranti", 1],
  ["waranti", "warranti", 1],
  ["watanti", "warranti", 2],
  ["reciept", "receipt", 1],
  ["lamp", "lump", 1],
  ["lamp", "lantern", 3],
  ["a", "abcdef", 3],
])("%s and %s differ in %s", (a, b, expected) => {
  expect(editDistance(a, b, 2)).toBe(expected);
  expect(editDistance(b, a, 2)).toBe(expected);
});

test("the longer a word, the more may be wrong in it", () => {
  expect(["cat", "lamp", "battery", "warranti"].map(letterErrors)).toEqual([0, 1, 1, 2]);
});
