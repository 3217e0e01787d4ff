import { expect, test } from "vitest";
import { readDraft } from "./read-draft.ts";

const sentences = (draft: string) => readDraft(draft).sentences.map(({ text, cites }) => [text, ...cites]);

test("marks are taken out and belong to the sentence they follow", () => {
  const draft = "Hold the button for ten seconds [1]. The light turns green.[2] Then release it.";
  expect(readDraft(draft).text).toBe(
    "Hold the button for ten seconds. The light turns green. Then release it.",
  );
  expect(sentences(draft)).toEqual([
    ["Hold the button for ten seconds.", 1],
    ["The light turns green.", 2],
    ["Then release it."],
  ]);
});

test("Chinese marks, several numbers, and a mark at the very end", () => {
  expect(sentences("请长按电源键十秒【1】。指示灯会变绿。[2、3]\n如需帮助请回复 [1, 1]")).toEqual([
    ["请长按电源键十秒。", 1],
    ["指示灯会变绿。", 2, 3],
    ["如需帮助请回复", 1],
  ]);
});

test("every range is the sentence's place in the text", () => {
  const { text, sentences } = readDraft("  First one. [1]\n\n- A list item [2]\n- Another 【3】\n");
  expect(sentences.map(({ start, end }) => text.slice(start, end))).toEqual(
    sentences.map((sentence) => sentence.text),
  );
  expect(sentences.flatMap((sentence) => sentence.cites)).toEqual([1, 2, 3]);
});

test("a mark before any sentence has nothing to belong to", () => {
  expect(sentences("[1] Hello there.")).toEqual([["Hello there.", 1]]);
  expect(sentences("[7]")).toEqual([]);
});

test("brackets that are no marks stay", () => {
  expect(readDraft("See [the manual] and array[a].").text).toBe("See [the manual] and array[a].");
});
