import { expect, test } from "vitest";
import { foldDuplicates } from "./fold-duplicates.ts";
import type { Passage } from "./schema.ts";

const passage = (documentId: string, text: string): Passage => ({
  ...{ documentId, versionId: documentId, title: documentId, chunkId: `${documentId}-${text.length}`, text },
  ...{ start: 0, end: text.length, headingPath: [], score: 1, internal: false },
  legs: { lexical: 1, similarity: null, coverage: 1 },
});
const shown = (passages: Passage[]) =>
  foldDuplicates(passages).map(({ documentId, alsoIn }) => [documentId, alsoIn ?? []]);

const returns =
  "Goods may be returned within thirty days of delivery, unused and in their original packaging.";

test("a passage that repeats a better one is folded into it, which names the other document", () => {
  expect(
    shown([
      passage("a", returns),
      passage("b", "Refunds take ten working days."),
      passage("c", `${returns.replace("Goods", "goods")} `),
      passage("d", returns.replace("unused", "unused")),
    ]),
  ).toEqual([
    ["a", ["c", "d"]],
    ["b", []],
  ]);
});

test("of the same words those that may be told to a customer stand in front", () => {
  const [best] = foldDuplicates([{ ...passage("notes", returns), internal: true }, passage("site", returns)]);
  expect(best).toMatchObject({ documentId: "site", internal: false, alsoIn: ["notes"] });
});

test("one word that matters keeps two policies apart", () => {
  expect(
    shown([
      passage("old", "退货须在收到商品后七天内提出，商品须保持完好。"),
      passage("new", "退货须在收到商品后三十天内提出，商品须保持完好。"),
    ]),
  ).toEqual([
    ["old", []],
    ["new", []],
  ]);
});

test("in a long passage too", () => {
  const long = "The customer service answers every letter in the order of arrival. ".repeat(12);
  expect(
    shown([
      passage("old", `${long}Goods may be returned within fourteen days.`),
      passage("new", `${long}Goods may be returned within thirty days.`),
      passage("copy", `${long}Goods may be returned within thirty days.`),
    ]),
  ).toEqual([
    ["old", []],
    ["new", ["copy"]],
  ]);
});

test("short texts and empty ones are not taken for one another", () => {
  expect(shown([passage("a", "Yes."), passage("b", "Yes."), passage("c", "")])).toHaveLength(3);
});
