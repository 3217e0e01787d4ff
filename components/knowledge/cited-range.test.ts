import { expect, test } from "vitest";
import { citedRange } from "./cited-range.ts";

test.each<[string | undefined, string | undefined, { start: number; end: number } | undefined]>([
  ["0", "5", { start: 0, end: 5 }],
  ["3", "10", { start: 3, end: 10 }],
  ["3", "11", undefined],
  ["5", "5", undefined],
  ["6", "5", undefined],
  ["-1", "5", undefined],
  ["1e0", "5", undefined],
  ["", "5", undefined],
  [undefined, undefined, undefined],
  ["0", "9999999999", undefined],
])("%s to %s of ten characters", (start, end, range) => {
  expect(citedRange(start, end, 10)).toEqual(range);
});
