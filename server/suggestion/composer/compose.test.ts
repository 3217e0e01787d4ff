import { generateText } from "ai";
import { expect, test } from "vitest";
import type { NumberedPassage } from "../schema.ts";
import { chooseSentences } from "./choose-sentences.ts";
import { type ComposerInput, compose as composeReply } from "./compose.ts";
import { createExtractiveComposer } from "./extractive-composer.ts";

const compose = (input: ComposerInput) => composeReply(input).text;

const passage = (number: number, text: string, score = 0.9): NumberedPassage => ({
  number,
  documentId: "d",
  versionId: "v",
  documentTitle: "Manual",
  internal: false,
  chunkId: `c${number}`,
  text,
  start: 0,
  score,
});
const texts = (question: string, ...passages: NumberedPassage[]) =>
  chooseSentences(question, passages).map((sentence) => sentence.text);

const manual = `## The lamp does not turn on

Charge the lamp for two hours first. Then hold the power button for ten seconds. The light turns green when it is ready.

## Cleaning

Wipe the shade with a dry cloth.`;

test("what a heading matched counts for the sentences after it", () => {
  expect(texts("My lamp will not turn on any more", passage(1, manual))).toEqual([
    "Charge the lamp for two hours first.",
    "Then hold the power button for ten seconds.",
    "The light turns green when it is ready.",
  ]);
});

test("a question in the document is not quoted, its answer is", () => {
  const faq = "设备无法开机，屏幕无显示怎么办？请先充电两小时。然后长按电源键十秒。仍无反应请联系售后。";
  expect(texts("设备无法开机，屏幕无显示", passage(1, faq))).toEqual([
    "请先充电两小时。",
    "然后长按电源键十秒。",
    "仍无反应请联系售后。",
  ]);
});

test("every quoted sentence stands word for word in its passage", () => {
  const passages = [
    passage(1, manual),
    passage(2, "- Reset the lamp by holding the button.\n- The lamp turns on at dusk.", 0.7),
  ];
  const chosen = chooseSentences("lamp does not turn on", passages);
  expect(chosen.length).toBeGreaterThanOrEqual(2);
  for (const { number, text } of chosen) expect(passages[number - 1]!.text).toContain(text);
});

const input = (over: Partial<ComposerInput>): ComposerInput => ({
  language: "en",
  outcome: "answer",
  question: "The lamp does not turn on",
  contactName: "Ada",
  passages: [passage(1, manual)],
  ...over,
});

test("an answer quotes with marks and greets by name", () => {
  const text = compose(input({}));
  expect(text).toMatch(/^Hello Ada,/);
  expect(text).toContain("Then hold the power button for ten seconds. [1]");
});

test("what the knowledge base does not tell is said, and nothing is cited", () => {
  for (const language of ["en", "zh"] as const) {
    const text = compose(input({ language, outcome: "unknown" }));
    expect(text).not.toMatch(/\[\d/);
    expect(text).toMatch(language === "en" ? /does not tell/ : /没有找到答案/);
  }
});

test("related passages are called related, not an answer", () => {
  expect(compose(input({ outcome: "related" }))).toMatch(/may be related/);
});

test("it serves the AI SDK as a model, whole and streamed", async () => {
  const model = createExtractiveComposer();
  const material = input({}) as never;
  const { text } = await generateText({ model, prompt: "-", providerOptions: { firstline: material } });
  expect(text).toBe(compose(input({})));
  const { stream } = await model.doStream({ prompt: [], providerOptions: { firstline: material } });
  const parts = [];
  for await (const part of stream) if (part.type === "text-delta") parts.push(part.delta);
  expect(parts.join("")).toBe(text);
});
