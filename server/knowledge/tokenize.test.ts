import { expect, test } from "vitest";
import { tokenize } from "./tokenize.ts";

const words = (text: string) => tokenize(text).filter((term) => !term.startsWith("~"));

test.each([
  [
    "English words lose their endings and what every sentence has",
    "The lamps are blinking",
    ["lamp", "blink"],
  ],
  ["contractions and possessives", "It's the customer’s, don't worry", ["custom", "worri"]],
  ["full width and compatibility forms", "ＷｉＦｉ ２．４ＧＨｚ ①", ["wifi", "2", "4ghz", "1", "24ghz"]],
  ["codes are found with and without their punctuation", "CRS-200", ["crs", "200", "crs200"]],
  ["names of settings", "max_replicas", ["max", "replica", "maxreplicas"]],
  ["Chinese words without particles", "设备的屏幕无显示了", ["设备", "屏幕", "无", "显示"]],
  ["Latin within Chinese", "查看TiDB集群", ["查看", "tidb", "集群"]],
  ["punctuation, symbols and nothing", " ?! — 🙂 ", []],
])("%s", (_, text, expected) => {
  expect(words(text)).toEqual(expected);
});

test("Chinese characters are also paired, within a run only", () => {
  expect(tokenize("无显示。黑屏").filter((term) => term.startsWith("~"))).toEqual([
    "~无显",
    "~显示",
    "~黑屏",
  ]);
});

test("a question and its passage meet in the same terms", () => {
  const passage = new Set(tokenize("Resetting the CRS 200 erases the pairings."));
  for (const term of tokenize("how to reset crs200 pairing"))
    if (term !== "crs200") expect(passage).toContain(term);
  expect(passage).toContain("crs");
});
