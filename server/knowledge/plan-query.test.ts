import { expect, test } from "vitest";
import { countWords, planQuery } from "./plan-query.ts";
import { tokenize } from "./tokenize.ts";

const shown = (question: string) =>
  planQuery(question, []).map(
    ({ term, concept, weight }) => `${concept}:${term}×${Number(weight.toFixed(2))}`,
  );

test("each word is a concept, weighted by how often it is said; pairs of characters weigh less", () => {
  expect(shown("pump, pump: valve")).toEqual(["0:pump×2", "1:valv×1"]);
  expect(shown("黑色")).toEqual(["0:黑色×1", "1:~黑色×0.4"]);
});

test("synonyms stand beside their word, a little behind it", () => {
  expect(shown("guarantee")).toEqual(["0:guarante×1", "0:warranti×0.7"]);
  expect(shown("登陆")).toContain("0:登录×0.7");
  expect(shown("登陆")).toContain("1:~登录×0.28");
});

test.each([
  ["How do I send the lamp back?", ["return", "lamp"]],
  ["I sent it back, when do I get my money?", ["return", "refund"]],
  ["Can I give it back and have my money back", ["return", "refund"]],
  ["I want to call the order off", ["cancel", "order"]],
  ["You sent the wrong lamp", ["sent", "wrong", "lamp"]],
  ["It costs a lot of money", ["cost", "lot", "money"]],
])("everyday phrases are looked for in the words of documents: %s", (question, terms) => {
  const own = planQuery(question, []).filter(({ weight }) => weight >= 1);
  expect(own.map(({ term }) => term)).toEqual(expect.arrayContaining(terms.map((word) => tokenize(word)[0])));
  if (terms.includes("return")) expect(own.map(({ term }) => term)).not.toContain("send");
});

test("what only asks for an amount is not looked for", () => {
  expect(shown("How long is a long press?")).toEqual(["0:long×1", "1:press×1"]);
});

test("translations are concepts of their own, below 0", () => {
  const terms = planQuery("pump", [{ term: "水泵", concept: 0, weight: 0.5 }]);
  expect(terms).toEqual([
    { term: "pump", concept: 0, weight: 1 },
    { term: "水泵", concept: -1, weight: 0.5 },
  ]);
  expect(countWords(terms)).toBe(1);
});

test("a pasted log is cut", () => {
  const log = Array.from({ length: 5000 }, (_, i) => `entry${i}`).join(" ");
  expect(planQuery(log, []).length).toBeLessThan(100);
});
