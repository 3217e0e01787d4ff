import { afterAll, expect, test } from "vitest";
import { bigramPrefix } from "../tokenize.ts";
import { chineseWords } from "./chinese-words.ts";
import { createDictionary } from "./create-dictionary.ts";
import { glossChinese } from "./gloss-chinese.ts";
import { readCedict } from "./read-cedict.ts";
import { reverseDictionary, translateToChinese, translateToEnglish } from "./translate-terms.ts";

const entries = [
  ["銀行", "银行", "yin2 hang2", ["bank", "CL:家[jia1],個|个[ge4]"], [], []],
  ["開", "开", "kai1", ["to open (transitive)", "to start", "carat (gold)"], [], []],
  ["開戶", "开户", "kai1 hu4", "to open an account (bank etc)", [], []],
  ["高", "高", "Gao1", "surname Gao", [], []],
  ["高", "高", "gao1", ["high; tall", "above average"], [], []],
  ["北京", "北京", "Bei3 jing1", "Beijing municipality, capital of the People's Republic of China", [], []],
  ["熱", "热", "re4", "variant of 熱|热[re4]", [], []],
];
const dictionary = readCedict(`export default ${JSON.stringify({ all: entries })};`);

test("a dictionary entry keeps what the thing is, not what is said about the word", () => {
  expect(Object.fromEntries(dictionary)).toEqual({
    银行: ["bank"],
    銀行: ["bank"],
    开: ["open", "start", "carat"],
    開: ["open", "start", "carat"],
    开户: ["open an account"],
    開戶: ["open an account"],
    高: ["high", "tall", "above average"],
    北京: ["Beijing municipality"],
  });
});

test("text is cut into the longest words the dictionary knows", () => {
  expect(chineseWords("银行开户高", dictionary)).toEqual(["银行", "开户", "高"]);
  expect(chineseWords("开户开", dictionary)).toEqual(["开户", "开"]);
});

test("a gloss keeps Latin words, numbers and the ends of sentences", () => {
  expect(glossChinese("在北京银行开户，PIN 3次。", dictionary)).toBe(
    "Beijing municipality bank open an account , PIN 3 .",
  );
  expect(glossChinese("", dictionary)).toBe("");
});

test("questions are translated both ways, a sense of several words counting less", () => {
  const english = translateToEnglish("银行高", dictionary);
  expect(english.filter(({ concept }) => concept === 0)).toEqual([{ term: "bank", concept: 0, weight: 1 }]);
  const high = english.filter(({ concept }) => concept === 1).map(({ term }) => term);
  expect(high).toEqual(["high", "tall", "averag"]);

  const chinese = translateToChinese("open account at the bank", reverseDictionary(dictionary));
  expect(chinese).toContainEqual({ term: "银行", concept: expect.any(Number), weight: 1 });
  expect(chinese.map(({ term }) => term)).toContain(`${bigramPrefix}开户`);
});

const real = createDictionary();
afterAll(() => real.close());

test("the real dictionary answers from its thread, puts support's sense first, and starts again after an end", async () => {
  expect(await real.gloss(["忘记密码", "设备无法开机"])).toEqual([
    "forget password",
    "device unable to turn on",
  ]);
  const terms = await real.translate("forgot password");
  expect(terms.map(({ term }) => term)).toContain("密码");
  expect((await real.translate("退货")).map(({ term }) => term)).toContain("return");
});

test("after it was closed it refuses", async () => {
  const closed = createDictionary();
  await closed.close();
  await expect(closed.gloss(["银行"])).rejects.toMatchObject({ code: "model_unavailable" });
});
