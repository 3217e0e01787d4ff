import { expect, test } from "vitest";
import { markSentences, type Span } from "./mark-sentences.ts";

const show = (spans: Span[]) =>
  spans.map(({ text, ordinal }) => (ordinal === undefined ? text : `[${ordinal}:${text}]`)).join("");

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
