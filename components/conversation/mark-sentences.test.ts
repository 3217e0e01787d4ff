import { expect, test } from "vitest";
import { markSentences, type Span } from "./mark-sentences.ts";

const show = (spans: Span[]) =>
  spans
    .map(({ text, ordinal, doubt }) => {
      const doubted = doubt === "claim" ? `<${text}>` : doubt === "uncited" ? `~${text}~` : text;
      return ordinal === undefined ? doubted : `[${ordinal}:${doubted}]`;
    })
    .join("");

test.each<[string, string, string[], string]>([
  ["nothing is cited", "Hello.", [], "Hello."],
  ["a sentence in the middle", "Hi. Reset it. Bye.", ["Reset it."], "Hi. [1:Reset it.] Bye."],
  ["several, in whatever order they are cited", "A. B. C.", ["C.", "A."], "[2:A.] B. [1:C.]"],
  ["an edited sentence is not marked", "Reset it now.", ["Reset it."], "Reset it now."],
  ["overlapping ones: the earlier wins", "one two three", ["one two", "two three"], "[1:one two] three"],
  ["Chinese", "您好：退款三天到账。谢谢。", ["退款三天到账。"], "您好：[1:退款三天到账。]谢谢。"],
  ["an empty sentence marks nothing", "A.", [""], "A."],
])("%s", (_, text, sentences, marked) => {
  const spans = markSentences(
    text,
    sentences.map((sentence, index) => ({ ordinal: index + 1, sentence })),
  );
  expect(show(spans)).toBe(marked);
  expect(spans.map((span) => span.text).join("")).toBe(text);
});

test.each<[string, string, { claims?: string[]; uncited?: string[] }, string]>([
  ["a number from nowhere", "It costs 40 EUR.", { claims: ["40"] }, "It costs <40> EUR."],
  ["each time it is said", "40, and 40 again.", { claims: ["40"] }, "<40>, and <40> again."],
  ["but not within another", "140 or 40.5 or 40a", { claims: ["40"] }, "140 or <40>.5 or 40a"],
  [
    "a link, an address, a date",
    "See https://a.b/c or x@y.z by 3 May",
    { claims: ["https://a.b/c", "x@y.z", "3 May"] },
    "See <https://a.b/c> or <x@y.z> by <3 May>",
  ],
  [
    "a sentence that rests on nothing",
    "Hi. You get a gift. Bye.",
    { uncited: ["You get a gift."] },
    "Hi. ~You get a gift.~ Bye.",
  ],
  [
    "a value within it",
    "You get 5 gifts.",
    { uncited: ["You get 5 gifts."], claims: ["5"] },
    "~You get ~<5>~ gifts.~",
  ],
  ["within a cited sentence", "Reset it 3 times.", { claims: ["3"] }, "[1:Reset it ][1:<3>][1: times.]"],
  ["Chinese", "订单将于12月3日送达，赠送50元。", { claims: ["50"] }, "订单将于12月3日送达，赠送<50>元。"],
  ["what was edited away", "It costs 30 EUR.", { claims: ["40"], uncited: ["Gone."] }, "It costs 30 EUR."],
])("%s is marked", (name, text, doubts, marked) => {
  const cited = name.startsWith("within") ? [{ ordinal: 1, sentence: text }] : [];
  const spans = markSentences(text, cited, doubts);
  expect(show(spans)).toBe(marked);
  expect(spans.map((span) => span.text).join("")).toBe(text);
});
