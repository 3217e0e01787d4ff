import { expect, test } from "vitest";
import { findOnPage } from "./find-on-page.ts";

const pieces = [
  "Pump P20",
  "The pump is covered for three",
  "years from the day of deliv-",
  "ery. ",
  "Page 2",
  "退货与退",
  "款：十个工作日",
].map((str) => ({ str }));

test("the very words, over lines, from within a line and to within another", () => {
  expect(findOnPage(pieces, "covered for three years from the day")).toEqual([
    { piece: 1, from: 9 / 24, to: 1 },
    { piece: 2, from: 0, to: 15 / 22 },
  ]);
  expect(findOnPage(pieces, "退货与退款")).toEqual([
    { piece: 5, from: 0, to: 1 },
    { piece: 6, from: 0, to: 1 / 7 },
  ]);
});

test("a word cut at a line's end is one word", () => {
  expect(
    findOnPage(pieces, "The pump is covered for three years from the day of delivery.").map(
      ({ piece }) => piece,
    ),
  ).toEqual([1, 2, 3]);
});

test("what a page puts between is no part of the passage and does not hide it", () => {
  const page = [
    "A first sentence that goes on for a while",
    "RUNNING HEAD",
    "and ends on the page's last line.",
  ].map((str) => ({ str }));
  const passage = "A first sentence that goes on for a while and ends on the page's last line.";
  expect(findOnPage(page, passage).map(({ piece }) => piece)).toEqual([0, 1, 2]);
});

test("what is not there is not marked", () => {
  expect(
    findOnPage(pieces, "The lamp is covered for ten years and more than that, says another file."),
  ).toEqual([]);
  expect(findOnPage(pieces, "")).toEqual([]);
  expect(findOnPage([], "words")).toEqual([]);
});
